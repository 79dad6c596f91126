/**
 * The inbox of a shop with 100,000 programs, asked over the API: the first page with its counts, further pages, pages by words and reasons, and
 * 200 answers at once.
 *
 *   node bench/inbox.ts [--programs 100000] [--each 5] [--asked 20]
 */
import { parseArgs } from 'node:util';
import { type MaterialInbox, paths, type ToolInbox } from '@mantinel/contract';
import { random32 } from './random.ts';
import { parts } from './shop/fill-shop.ts';
import { startShop } from './shop/start-shop.ts';

const { values } = parseArgs({
  options: {
    programs: { type: 'string', default: '100000' },
    each: { type: 'string', default: '5' },
    asked: { type: 'string', default: '20' },
  },
});
const asked = Number(values.asked);
const bits = random32(7);
const word = () => parts[bits() % parts.length]!;

await using shop = await startShop({ programs: Number(values.programs), each: Number(values.each) });
for (const [name, inbox] of [
  ['materials', paths.materialInbox],
  ['tools', paths.toolInbox],
] as const) {
  await shop.report(`${name}: the first page, with counts`, asked, () => shop.ask(inbox));
  let next: string | undefined;
  await shop.report(`${name}: further pages`, asked, async () => {
    const page = await shop.ask(`${inbox}${next === undefined ? '' : `?after=${encodeURIComponent(next)}`}`);
    next = (page.answer as MaterialInbox | ToolInbox).next;
    return page;
  });
  await shop.report(`${name}: by a word, with counts`, asked, () => shop.ask(`${inbox}?text=${word()}`));
  await shop.report(`${name}: by two words, with counts`, asked, () =>
    shop.ask(`${inbox}?text=${word()}%20${100 + (bits() % 900)}`),
  );
  await shop.report(`${name}: what is contradicted, with counts`, asked, () =>
    shop.ask(`${inbox}?reason=contradicted`),
  );
}
await shop.report('materials: 200 answered at once', asked, async () => {
  const { answer } = await shop.ask(`${paths.materialInbox}?limit=200`);
  const projects = (answer as MaterialInbox).projects.map(({ id, version }) => ({ id, version }));
  return shop.ask(paths.materialInbox, { projects, material: 'steel' });
});
await shop.report('tools: 200 answered at once', asked, async () => {
  const { answer } = await shop.ask(`${paths.toolInbox}?limit=200`);
  const chosen = (answer as ToolInbox).tools.map(({ program, tool, version }) => ({
    program,
    tool,
    version,
  }));
  return shop.ask(paths.toolInbox, { tools: chosen, kind: 'end-mill', diameterMm: 8 });
});
