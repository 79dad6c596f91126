/** Valid requests of the routes that change the configuration, the machines, and everything by file. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConnectionView, paths } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { versionOf } from '../../src/config/config-file.ts';
import type { MakeSample, Sample } from './sample.ts';
import type { PlantApp } from './start-plant-app.ts';

let count = 0;
const json = (body: unknown, headers: Record<string, string> = {}): Sample => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const text = (body: string): Sample => ({ headers: { 'content-type': 'text/plain' }, body });
const plain = () => undefined;

const change = () => {
  count += 1;
  return { set: [{ setting: 'logbook.segmentMiB', value: 1 + (count % 200) }] };
};

const connectionOf = async (app: PlantApp, id: string): Promise<ConnectionView> => {
  const { cookie } = await app.holder('platformOwner', enterpriseRoot);
  const path = paths.machineConnection.replace(':id', id);
  return (await (await app.fetch(path, { headers: { cookie } })).json()) as ConnectionView;
};
const newMachine = async (app: PlantApp): Promise<string> => {
  const { cookie } = await app.holder('platformOwner', enterpriseRoot);
  count += 1;
  const id = `nobody-${count}`;
  const { headers, body } = json({ connector: 'shdr', id, host: '127.0.0.1' }, { cookie });
  await app.fetch(paths.machines, { method: 'POST', headers: headers!, body: body! });
  return id;
};

export const administrationSamples: Readonly<Record<string, MakeSample>> = {
  [`GET ${paths.configuration}`]: plain,
  [`POST ${paths.configurationCheck}`]: () => json(change()),
  [`PATCH ${paths.configuration}`]: async ({ folder }) => {
    const version = versionOf(await readFile(join(folder, 'mantinel.yaml')));
    return json(change(), { 'if-match': `"${version}"` });
  },
  [`GET ${paths.dataExport}`]: plain,
  [`GET ${paths.dataTable}`]: () => ({ path: paths.dataTable.replace(':kind', 'parts') }),
  [`POST ${paths.dataPreview}`]: () => text('number,name,place\nP-1,Flange,site:plant\n'),
  [`POST ${paths.dataImport}`]: () => text('number,name,place\nP-1,Flange,site:plant\n'),
  [`GET ${paths.machineConnection}`]: () => ({ path: paths.machineConnection.replace(':id', 'mill') }),
  [`PUT ${paths.machineConnection}`]: async (app) => {
    const { connection, version } = await connectionOf(app, 'saw');
    count += 1;
    return {
      path: paths.machineConnection.replace(':id', 'saw'),
      ...json({ connection: { ...connection, name: `Saw ${count}` } }, { 'if-match': `"${version}"` }),
    };
  },
  [`DELETE ${paths.machine}`]: async (app) => {
    const id = await newMachine(app);
    const { version } = await connectionOf(app, id);
    return { path: paths.machine.replace(':id', id), headers: { 'if-match': `"${version}"` } };
  },
  [`POST ${paths.machineTest}`]: () => json({ connector: 'shdr', id: 'nobody-else', host: '127.0.0.1' }),
};
