/** Valid requests of the routes that change the configuration, the machines, and everything by file. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from '@mantinel/contract';
import { versionOf } from '../../src/config/config-file.ts';
import type { MakeSample, Sample } from './sample.ts';

let count = 0;
const json = (body: unknown, headers: Record<string, string> = {}): Sample => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const plain = () => undefined;

const change = () => {
  count += 1;
  return { set: [{ setting: 'logbook.segmentMiB', value: 1 + (count % 200) }] };
};

export const administrationSamples: Readonly<Record<string, MakeSample>> = {
  [`GET ${paths.configuration}`]: plain,
  [`POST ${paths.configurationCheck}`]: () => json(change()),
  [`PATCH ${paths.configuration}`]: async ({ folder }) => {
    const version = versionOf(await readFile(join(folder, 'mantinel.yaml')));
    return json(change(), { 'if-match': `"${version}"` });
  },
};
