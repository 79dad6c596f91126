import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { config } from '@mantinel/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemEnvironment } from './environment.ts';
import { openConnector } from './registry.ts';

const devices = `<?xml version="1.0"?><MTConnectDevices xmlns="urn:mtconnect.org:MTConnectDevices:1.3"><Header/><Devices>
  <Device id="d1" name="Mill" uuid="u1"><Description manufacturer="Own" model="M"/><DataItems><DataItem id="d1_1" name="avail" category="EVENT" type="AVAILABILITY"/></DataItems>
    <Components><Axes id="a"><Components><Linear id="x" name="X"><DataItems>
      <DataItem id="x1" name="Xload" category="SAMPLE" type="LOAD" units="PERCENT" nativeUnits="NEWTON"><Source>Xl</Source></DataItem>
    </DataItems></Linear></Components></Axes></Components></Device>
  <Device id="d2" name="Lathe"><DataItems/></Device></Devices></MTConnectDevices>`;

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-registry-'));
  file = join(folder, 'Devices.xml');
  await writeFile(file, devices);
});
afterAll(() => rm(folder, { recursive: true }));

const machine = (more: object) => config.Machine.parse({ connector: 'shdr', id: 'm', host: 'h', ...more });
const describeMachine = async (more: object) =>
  (await openConnector(machine(more), systemEnvironment())).describe(new AbortController().signal);

test('an SHDR machine speaks by names and native units, an agent by ids and converted units', async () => {
  const shdr = await describeMachine({ deviceModel: file, device: 'Mill' });
  expect(shdr).toEqual({
    id: 'd1',
    uuid: 'u1',
    name: 'Mill',
    manufacturer: 'Own',
    model: 'M',
    components: [
      { id: 'd1', type: 'Device', name: 'Mill' },
      { id: 'a', type: 'Axes', parent: 'd1' },
      { id: 'x', type: 'Linear', name: 'X', parent: 'a' },
    ],
    items: [
      { id: 'avail', name: 'd1_1', category: 'EVENT', type: 'AVAILABILITY', component: 'd1' },
      {
        id: 'Xload',
        name: 'x1',
        source: 'Xl',
        category: 'SAMPLE',
        type: 'LOAD',
        units: 'NEWTON',
        component: 'x',
      },
    ],
  });
  const agent = {
    connector: 'mtconnect',
    id: 'm',
    url: 'http://127.0.0.1:1',
    deviceModel: file,
    device: 'u1',
  };
  const described = await (await openConnector(config.Machine.parse(agent), systemEnvironment())).describe(
    new AbortController().signal,
  );
  expect(described?.items[1]).toEqual({
    id: 'x1',
    name: 'Xload',
    category: 'SAMPLE',
    type: 'LOAD',
    units: 'PERCENT',
    component: 'x',
  });
});

test('a device model in another encoding is read as it says', async () => {
  const latin1 = join(folder, 'latin1.xml');
  const text = devices.replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="ISO-8859-1"?>');
  await writeFile(latin1, Buffer.from(text.replace('manufacturer="Own"', 'manufacturer="Müller"'), 'latin1'));
  expect(await describeMachine({ deviceModel: latin1, device: 'Mill' })).toMatchObject({
    manufacturer: 'Müller',
  });
});

test('without a model nothing is described', async () => expect(await describeMachine({})).toBeUndefined());

test('what is wrong with a device model is named', async () => {
  const bad = join(folder, 'bad.xml');
  await writeFile(bad, '<MTConnectDevices><Devices>');
  await expect(describeMachine({ deviceModel: file })).rejects.toMatchObject({
    code: 'deviceModel.chooseDevice',
    data: { devices: 'Mill, Lathe' },
  });
  await expect(describeMachine({ deviceModel: bad })).rejects.toMatchObject({
    code: 'deviceModel.invalid',
    data: { place: bad },
  });
  await writeFile(bad, Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a n="Fräse"/>', 'latin1'));
  await expect(describeMachine({ deviceModel: bad })).rejects.toThrow('it is not UTF-8 text');
  await writeFile(bad, '<html/>');
  await expect(describeMachine({ deviceModel: bad })).rejects.toThrow('its root is html');
  await expect(describeMachine({ deviceModel: join(folder, 'none.xml') })).rejects.toMatchObject({
    code: 'deviceModel.unreadable',
  });
});
