/** Reads what an MTConnect agent answers: an MTConnectStreams or MTConnectError document, versions 1.1 to 2.x. */
import { isNumericEvent, isUnavailable, typeOfElement } from '@mantinel/domain';
import type { Observation } from '../connector.ts';
import { malformed } from '../malformed.ts';
import { readValue } from '../read-value.ts';
import type { SourceTimeReader } from '../source-time.ts';
import { parseXml, type XmlElement, XmlError } from '../xml/parse-xml.ts';
import { entriesAsJson } from './entries-as-json.ts';

export interface StreamsDocument {
  readonly kind: 'streams';
  readonly instanceId: string;
  /** Absent where an agent leaves them out. */
  readonly firstSequence?: number;
  readonly nextSequence?: number;
  readonly bufferSize?: number;
  /** By sequence: documents group by component, which is not the order in which things happened. */
  readonly observations: readonly SequencedObservation[];
}

export interface SequencedObservation {
  /** Undefined for what cannot be placed: malformed elements. */
  readonly sequence: number | undefined;
  readonly observation: Observation;
}

export interface ErrorDocument {
  readonly kind: 'error';
  readonly instanceId: string | undefined;
  /** `OUT_OF_RANGE`, `NO_DEVICE`, `UNSUPPORTED`. */
  readonly codes: readonly string[];
  readonly text: string;
}

export interface ReadOptions {
  readonly readTime: SourceTimeReader;
  readonly nowUs: () => number;
  /** Name and uuid of the device asked for; other devices' streams are left out. */
  readonly device: { readonly name: string; readonly uuid?: string | undefined } | undefined;
  /** True when the bytes were no UTF-8. */
  readonly latin1: boolean;
}

/** Throws `XmlError` for what is not well-formed or is neither document. */
export function readAgentDocument(xml: string, options: ReadOptions): StreamsDocument | ErrorDocument {
  const root = parseXml(xml);
  const header = childOf(root, 'Header')?.attributes ?? {};
  if (root.name === 'MTConnectError') {
    const errors = [
      ...root.children.filter(({ name }) => name === 'Error'), // before 1.3
      ...(childOf(root, 'Errors')?.children ?? []),
    ];
    return {
      kind: 'error',
      instanceId: header.instanceId,
      codes: errors.map(({ attributes }) => attributes.errorCode ?? ''),
      text: errors
        .map((error) => error.text.trim() || (childOf(error, 'ErrorMessage')?.text.trim() ?? ''))
        .join('; '),
    };
  }
  if (root.name !== 'MTConnectStreams') throw new XmlError(`the root is ${root.name}, not MTConnectStreams`);
  if (header.instanceId === undefined) throw new XmlError('the Header has no instanceId');
  const observations: SequencedObservation[] = [];
  for (const stream of childOf(root, 'Streams')?.children ?? []) {
    if (stream.name !== 'DeviceStream' || !isAsked(stream, options)) continue;
    for (const component of stream.children) {
      for (const group of component.children) {
        for (const element of group.children) observations.push(readElement(element, group.name, options));
      }
    }
  }
  observations.sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
  return {
    kind: 'streams',
    instanceId: header.instanceId,
    ...sequenceOf(header, 'firstSequence'),
    ...sequenceOf(header, 'nextSequence'),
    ...sequenceOf(header, 'bufferSize'),
    observations,
  };
}

const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);

const isAsked = ({ attributes: { name, uuid } }: XmlElement, { device }: ReadOptions): boolean =>
  device === undefined || name === device.name || (uuid !== undefined && uuid === device.uuid);

function sequenceOf<K extends string>(
  attributes: XmlElement['attributes'],
  name: K,
): { [key in K]?: number } {
  const number = Number(attributes[name] ?? Number.NaN);
  return (Number.isSafeInteger(number) ? { [name]: number } : {}) as { [key in K]?: number };
}

/** Attributes that are told otherwise, or that the device model holds. */
const knownAttributes = new Set([
  'assetId',
  'componentId',
  'compositionId',
  'dataItemId',
  'name',
  'nativeCode',
  'nativeSeverity',
  'qualifier',
  'quality',
  'sequence',
  'subType',
  'timestamp',
  'type',
]);

function readElement(element: XmlElement, group: string, options: ReadOptions): SequencedObservation {
  const { attributes } = element;
  const { sequence } = sequenceOf(attributes, 'sequence') as { sequence?: number };
  const item = attributes.dataItemId ?? attributes.name;
  if (item === undefined || sequence === undefined) {
    const raw = `<${element.name} ${JSON.stringify(attributes)}>${element.text}`;
    const problem = `${element.name} without dataItemId or sequence`;
    return { sequence, observation: malformed({ timeUs: options.nowUs(), problem, raw }) };
  }
  const details: Record<string, string> = {};
  for (const name in attributes)
    if (!knownAttributes.has(name) && !name.startsWith('xmlns')) details[name] = attributes[name]!;
  const sourceUs = options.readTime(attributes.timestamp ?? '');
  if (sourceUs === undefined) details.sourceTime = attributes.timestamp ?? '';
  const told = {
    timeUs: sourceUs ?? options.nowUs(),
    ...(sourceUs === undefined ? { receiptTime: true as const } : {}),
    ...(options.latin1 ? { latin1: true as const } : {}),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  };
  return { sequence, observation: readTold(element, group, { item, told }) };
}

const levels = { Normal: 'normal', Warning: 'warning', Fault: 'fault', Unavailable: 'unavailable' } as const;

function readTold(
  element: XmlElement,
  group: string,
  { item, told }: { item: string; told: { timeUs: number } },
): Observation {
  const { name, attributes } = element;
  const text = element.text.trim();
  const { nativeCode, nativeSeverity, qualifier } = attributes;
  if (group === 'Condition' && Object.hasOwn(levels, name)) {
    return {
      kind: 'condition',
      item,
      level: levels[name as keyof typeof levels],
      ...(attributes.type ? { type: attributes.type } : {}),
      ...(nativeCode ? { nativeCode } : {}),
      ...(nativeSeverity ? { nativeSeverity } : {}),
      ...(qualifier ? { qualifier } : {}),
      ...(text ? { text } : {}),
      ...told,
    };
  }
  const type = typeOfElement(name);
  if (type === 'MESSAGE') {
    const quality = isUnavailable(text) ? 'stale' : 'good';
    return { kind: 'message', item, text, quality, type, ...(nativeCode ? { nativeCode } : {}), ...told };
  }
  if (element.children.length > 0) {
    const kind = group === 'Samples' ? 'sample' : 'state';
    return { kind, item, value: entriesAsJson(element), quality: 'good', type, ...told };
  }
  const form = group === 'Samples' ? 'sample' : isNumericEvent(type) ? 'number' : 'state';
  const reading = { ...readValue(item, text, { form, timeUs: told.timeUs }), type, ...told };
  // MTConnect 2.5: the agent itself found the value against its own rules.
  return attributes.quality === 'INVALID' ? { ...reading, quality: 'bad' } : reading;
}
