/** The documents of the agent stand-in, as a cppagent writes them. */
export interface AgentEntry {
  readonly dataItemId: string;
  /** Element of the streams document: `Load`, `Execution`, `Fault`, `x:Motion`. */
  readonly element: string;
  readonly group: 'Samples' | 'Events' | 'Condition';
  readonly component?: string;
  readonly timestamp: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Text of the element, unescaped. */
  readonly text: string;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign]!);

const attributes = (record: Readonly<Record<string, string | number>>): string =>
  Object.entries(record)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');

interface StreamsContent {
  readonly header: Readonly<Record<string, string | number>>;
  readonly deviceName: string;
  readonly found: readonly { readonly sequence: number; readonly entry: AgentEntry }[];
}

const prologue = '<?xml version="1.0" encoding="UTF-8"?>\n';

function streams({ header, deviceName, found }: StreamsContent): string {
  const groups = Map.groupBy(found, ({ entry }) => `${entry.component ?? 'device'}|${entry.group}`);
  const components = [...groups].map(([key, members]) => {
    const [component = '', group] = key.split('|');
    const elements = members.map(({ sequence, entry }) => {
      const { dataItemId, element, timestamp, text } = entry;
      const told = attributes({ dataItemId, sequence, timestamp, ...entry.attributes });
      return `<${element}${told}>${escaped(text)}</${element}>`;
    });
    const opened = `<ComponentStream component="Device" componentId="${escaped(component)}"><${group}>`;
    return `${opened}${elements.join('')}</${group}></ComponentStream>`;
  });
  const device =
    found.length === 0
      ? ''
      : `<DeviceStream name="${escaped(deviceName)}" uuid="stand-in">${components.join('')}</DeviceStream>`;
  const namespaces = 'xmlns="urn:mtconnect.org:MTConnectStreams:2.0" xmlns:x="urn:example.com:Own:1.0"';
  return `${prologue}<MTConnectStreams ${namespaces}><Header${attributes(header)}/><Streams>${device}</Streams></MTConnectStreams>`;
}

function error({ instanceId, code, text }: { instanceId: number; code: string; text: string }): string {
  const body = `<Errors><Error errorCode="${code}">${escaped(text)}</Error></Errors>`;
  return `${prologue}<MTConnectError xmlns="urn:mtconnect.org:MTConnectError:2.0"><Header${attributes({ instanceId })}/>${body}</MTConnectError>`;
}

function devices({ instanceId, deviceName }: { instanceId: number; deviceName: string }): string {
  const name = escaped(deviceName);
  const items = [
    ['avail', 'EVENT', 'AVAILABILITY'],
    ['exec', 'EVENT', 'EXECUTION'],
    ['load', 'SAMPLE', 'LOAD'],
    ['system', 'CONDITION', 'SYSTEM'],
  ].map(([id, category, type]) => `<DataItem id="${id}" category="${category}" type="${type}"/>`);
  return `${prologue}<MTConnectDevices xmlns="urn:mtconnect.org:MTConnectDevices:2.0"><Header${attributes({ instanceId })}/><Devices><Device id="d1" name="${name}" uuid="stand-in"><DataItems>${items.join('')}</DataItems></Device></Devices></MTConnectDevices>`;
}

export const agentXml = { streams, error, devices };
