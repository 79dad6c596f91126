import { describe, expect, test } from 'vitest';
import { sourceTimeReader } from '../source-time.ts';
import { readAgentDocument } from './agent-document.ts';

const options = { readTime: sourceTimeReader('UTC'), nowUs: () => 7, device: undefined, latin1: false };
const t = '2024-05-01T10:00:00Z';
const timeUs = Date.parse(t) * 1000;

const streams = (inner: string, namespaces = 'xmlns="urn:mtconnect.org:MTConnectStreams:1.1"') =>
  `<?xml version="1.0"?><MTConnectStreams ${namespaces}><Header instanceId="5" firstSequence="1" nextSequence="9" bufferSize="10"/><Streams><DeviceStream name="Mill" uuid="u1"><ComponentStream componentId="c">${inner}</ComponentStream></DeviceStream></Streams></MTConnectStreams>`;

const observed = (inner: string, namespaces?: string) => {
  const document = readAgentDocument(streams(inner, namespaces), options);
  return document.kind === 'streams' ? document.observations.map(({ observation }) => observation) : [];
};

const id = (sequence: number) => `dataItemId="i${sequence}" sequence="${sequence}" timestamp="${t}"`;

test('orders by sequence what documents group by component and category', () => {
  const seen = observed(
    `<Samples><Load ${id(5)}>50.0</Load></Samples><Events><Execution ${id(3)}>ACTIVE</Execution></Events><Condition><Normal ${id(4)} type="SYSTEM"/></Condition>`,
  );
  expect(seen).toEqual([
    { kind: 'state', item: 'i3', value: 'ACTIVE', timeUs, quality: 'good', type: 'EXECUTION' },
    { kind: 'condition', item: 'i4', level: 'normal', type: 'SYSTEM', timeUs },
    { kind: 'sample', item: 'i5', value: 50, raw: '50.0', timeUs, quality: 'good', type: 'LOAD' },
  ]);
});

test.each<[string, string, object]>([
  [
    'a fault',
    `<Condition><Fault ${id(1)} type="SYSTEM" nativeCode="A1" nativeSeverity="3" qualifier="HIGH" conditionId="k">hot &amp; <![CDATA[<bad>]]></Fault></Condition>`,
    {
      level: 'fault',
      nativeCode: 'A1',
      nativeSeverity: '3',
      qualifier: 'HIGH',
      text: 'hot & <bad>',
      details: { conditionId: 'k' },
    },
  ],
  [
    'an unavailable condition',
    `<Condition><Unavailable ${id(1)} type="LOAD"/></Condition>`,
    { kind: 'condition', level: 'unavailable' },
  ],
  [
    'a message',
    `<Events><Message ${id(1)} nativeCode="M1">Door</Message></Events>`,
    { kind: 'message', text: 'Door', nativeCode: 'M1' },
  ],
  [
    'a count',
    `<Events><PartCount ${id(1)}>12</PartCount></Events>`,
    { kind: 'state', value: 12, type: 'PART_COUNT' },
  ],
  [
    'a lost sample',
    `<Samples><Load ${id(1)}>UNAVAILABLE</Load></Samples>`,
    { kind: 'sample', quality: 'stale' },
  ],
  [
    'an invalid sample',
    `<Samples><Load ${id(1)} quality="INVALID">900</Load></Samples>`,
    { value: 900, quality: 'bad' },
  ],
  [
    'a data set',
    `<Events><VariableDataSet ${id(1)} count="2" resetTriggered="NEW"><Entry key="a">1</Entry><Entry key="__proto__" removed="true"/></VariableDataSet></Events>`,
    { value: '{"a":"1","__proto__":null}', type: 'VARIABLE', details: { count: '2', resetTriggered: 'NEW' } },
  ],
  [
    'a table',
    `<Events><WorkOffsetTable ${id(1)} count="1"><Entry key="G54"><Cell key="X">1.5</Cell></Entry></WorkOffsetTable></Events>`,
    { value: '{"G54":{"X":"1.5"}}', type: 'WORK_OFFSET' },
  ],
  [
    'a time series',
    `<Samples><DisplacementTimeSeries ${id(1)} sampleCount="3" sampleRate="100">1 2 3</DisplacementTimeSeries></Samples>`,
    { kind: 'sample', value: '1 2 3', quality: 'good', details: { sampleCount: '3', sampleRate: '100' } },
  ],
  [
    'a vendor’s element',
    `<Events><x:Motion ${id(1)}>IDLE</x:Motion></Events>`,
    { type: 'x:MOTION', value: 'IDLE' },
  ],
  [
    'an unreadable time',
    `<Events><Line dataItemId="l" sequence="1" timestamp="soon">7</Line></Events>`,
    { timeUs: 7, receiptTime: true, details: { sourceTime: 'soon' } },
  ],
  [
    'an element without its id',
    `<Events><Line sequence="1" timestamp="${t}">7</Line></Events>`,
    { kind: 'malformed', problem: 'Line without dataItemId or sequence' },
  ],
])('%s', (_, inner, expected) => expect(observed(inner)).toMatchObject([expected]));

test("MTConnect's own namespace may have a prefix, in any version", () => {
  const xml = streams(
    `<m:Samples><m:Load ${id(1)}>5</m:Load></m:Samples>`,
    'xmlns:m="urn:mtconnect.org:MTConnectStreams:2.5"',
  ).replace(/<(\/?)(MTConnectStreams|Header|Streams|DeviceStream|ComponentStream)/g, '<$1m:$2');
  expect(readAgentDocument(xml, options)).toMatchObject({
    observations: [{ observation: { type: 'LOAD', value: 5 } }],
  });
});

test('other devices’ streams are left out', () => {
  const xml = streams(`<Events><Line ${id(1)}>7</Line></Events>`);
  const of = (device: { name: string; uuid?: string }) => readAgentDocument(xml, { ...options, device });
  expect(of({ name: 'Mill' })).toMatchObject({ observations: [{}] });
  expect(of({ name: '-', uuid: 'u1' })).toMatchObject({ observations: [{}] });
  expect(of({ name: 'Lathe', uuid: 'u2' })).toMatchObject({ observations: [] });
});

describe('errors', () => {
  test.each([
    ['<Errors><Error errorCode="OUT_OF_RANGE">too old</Error></Errors>', ['OUT_OF_RANGE'], 'too old'],
    ['<Error errorCode="NO_DEVICE">which?</Error>', ['NO_DEVICE'], 'which?'],
    [
      '<Errors><OutOfRange errorCode="OUT_OF_RANGE"><ErrorMessage>2.x</ErrorMessage></OutOfRange></Errors>',
      ['OUT_OF_RANGE'],
      '2.x',
    ],
  ])('%s', (inner, codes, text) => {
    const xml = `<MTConnectError xmlns="urn:mtconnect.org:MTConnectError:1.2"><Header instanceId="5"/>${inner}</MTConnectError>`;
    expect(readAgentDocument(xml, options)).toEqual({ kind: 'error', instanceId: '5', codes, text });
  });

  test.each([
    ['', 'root element'],
    ['<MTConnectStreams><Header instanceId="1"/><Streams>', ''],
    ['<html><body/></html>', 'html'],
    ['<MTConnectStreams><Streams/></MTConnectStreams>', 'instanceId'],
    ['<a>'.repeat(500), 'deeper'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', ''],
  ])('%j is no document of an agent', (xml, said) => {
    expect(() => readAgentDocument(xml, options)).toThrow(said);
  });
});
