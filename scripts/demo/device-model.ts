/** The device model of the demonstration as MTConnect 1.8 Devices.xml. */
import type { Item, MachineScript } from './script.ts';

const attributes = (pairs: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(pairs)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');

/** Where a component stands in the tree; the rest stand directly below the device. */
const parents: Readonly<Record<string, string>> = {
  Linear: 'Axes axes',
  Rotary: 'Axes axes',
  Path: 'Controller controller',
  Coolant: 'Systems systems',
  Lubrication: 'Systems systems',
  BarFeeder: 'Auxiliaries auxiliaries',
};

const parentOf = (component: string): string => parents[component.split(' ')[0]!] ?? 'Device';

export function devicesXml(machines: readonly MachineScript[]): string {
  const devices = machines.map((machine) => {
    const { id, name, manufacturer, description } = machine;
    const opening = `<Device${attributes({ id, name, uuid: `mantinel-demo-${id}` })}>`;
    const described = `<Description${attributes({ manufacturer, model: name })}>${description}</Description>`;
    return block(opening, [described, ...contentOf('Device', machine)], '</Device>');
  });
  const namespace = 'urn:mtconnect.org:MTConnectDevices:1.8';
  const header = {
    creationTime: '2026-03-02T06:00:00Z',
    sender: 'mantinel',
    instanceId: '1',
    version: '1.8',
  };
  const sizes = { bufferSize: '1', assetBufferSize: '1', assetCount: '0' };
  const lines = block(
    `<MTConnectDevices xmlns="${namespace}">`,
    [`<Header${attributes({ ...header, ...sizes })}/>`, ...block('<Devices>', devices.flat(), '</Devices>')],
    '</MTConnectDevices>',
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines.join('\n')}\n`;
}

const block = (opening: string, lines: readonly string[], closing: string): string[] => [
  opening,
  ...lines.map((line) => `  ${line}`),
  closing,
];

/** The data items of a component, then its components, recursively. */
function contentOf(component: string, machine: MachineScript): string[] {
  const own = machine.items.filter((item) => item.component === component);
  const items = own.map((item) => dataItem(item, machine.id));
  const named = new Set(machine.items.map((item) => item.component));
  for (const name of [...named]) named.add(parentOf(name));
  const children = [...named]
    .filter((name) => name !== 'Device' && parentOf(name) === component)
    .flatMap((name) => {
      const [type, label] = name.split(' ') as [string, string];
      const opening = `<${type}${attributes({ id: `${machine.id}-${label}`, name: label })}>`;
      return block(opening, contentOf(name, machine), `</${type}>`);
    });
  return [
    ...(items.length > 0 ? block('<DataItems>', items, '</DataItems>') : []),
    ...(children.length > 0 ? block('<Components>', children, '</Components>') : []),
  ];
}

function dataItem({ category, name, type, subType, units }: Item, machine: string): string {
  return `<DataItem${attributes({ category, id: `${machine}-${name}-item`, name, type, subType, units })}/>`;
}
