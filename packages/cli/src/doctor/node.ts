/** Whether this Node runs the product: types stripped from TypeScript, zstd in zlib. */
import { type Check, fail, ok } from './check.ts';

const needed = 24;

export const node: Check = {
  name: 'Node.js',
  ask: async () => {
    const { version, execPath, versions } = process;
    const text = `${version}, ${execPath}`;
    if (Number.parseInt(versions.node, 10) >= needed) return ok(text);
    return fail(text, `Run it by npm start, which brings Node.js ${needed}, or install that.`);
  },
};
