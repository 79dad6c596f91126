/** The pipeline: what a source said, made into events with the machine's address, stable codes and severities. */
import {
  type Attributes,
  type AttributeValue,
  conditionCode,
  conditionSeverity,
  type DeviceModel,
  isControlledEvent,
  isUnavailable,
  type NewEvent,
  type Quality,
  readingCode,
  readingSeverity,
  severity,
  sourceConnected,
  sourceLost,
} from '@mantinel/domain';
import type { Observation } from '../connector.ts';
import { conventionalType } from './conventional-types.ts';
import { onceAMinute } from './once-a-minute.ts';

export interface MachineContext {
  readonly site: string;
  readonly machine: string;
  /** Controller family in lower case, prefix of native codes: `fanuc`. */
  readonly controller?: string | undefined;
  /** Added to the source's own times; milliseconds. */
  readonly clockOffsetMs: number;
  readonly model?: DeviceModel | undefined;
}

/** Makes the events of one machine; remembers what it needs between batches. Feed it every batch, in order. */
export interface EventMaker {
  (observations: readonly Observation[], receivedUs: number): NewEvent[];
  /** Takes a device model that became known, or changed, later. */
  useModel(model: DeviceModel | undefined): void;
}

/** What is known of one data item; looked up once a reading. */
interface ItemFacts {
  readonly type: string | undefined;
  readonly code: string;
  readonly controlled: boolean;
  /** True once the source gave a value: from then on UNAVAILABLE means that it was lost. */
  wasGood: boolean;
}

type Of<K extends Observation['kind']> = Extract<Observation, { kind: K }>;
type Told = Of<'sample' | 'state' | 'condition' | 'message' | 'asset'>;

export function eventMaker(context: MachineContext): EventMaker {
  const { site, machine, controller } = context;
  const offsetUs = context.clockOffsetMs * 1000;
  let types = new Map<string, string>();
  const facts = new Map<string, ItemFacts>();
  /** Source time of the observation just before; a step back is flagged on the one that takes it. */
  let lastSourceUs = Number.NEGATIVE_INFINITY;
  /** Operators read that a machine speaks garbage, but not a row for every line of it. */
  const tellsOperators = onceAMinute();

  const useModel = (model: DeviceModel | undefined) => {
    types = new Map();
    for (const { name, source, type } of model?.items ?? []) {
      for (const key of [source, name]) if (key !== undefined) types.set(key, type);
    }
    for (const { id, type } of model?.items ?? []) types.set(id, type);
    for (const [item, { type, wasGood }] of [...facts]) {
      facts.delete(item);
      factsOf(item, type).wasGood = wasGood;
    }
  };

  const factsOf = (item: string, told: string | undefined): ItemFacts => {
    const known = facts.get(item);
    if (known) return known;
    const type = types.get(item) ?? told ?? conventionalType(item);
    const code = readingCode(type);
    const made = { type, code, controlled: isControlledEvent(code), wasGood: false };
    facts.set(item, made);
    return made;
  };

  const timeOf = (observation: Told): number =>
    observation.receiptTime ? observation.timeUs : observation.timeUs + offsetUs;

  /** Attributes that say how it was told, not what; undefined for the usual case of nothing to say. */
  const told = (observation: Told): Record<string, AttributeValue> | undefined => {
    let backward = false;
    if (!observation.receiptTime) {
      backward = observation.timeUs < lastSourceUs;
      lastSourceUs = observation.timeUs;
    }
    const { resync, receiptTime, latin1, details } = observation;
    if (!backward && !resync && !receiptTime && !latin1 && !details) return undefined;
    return {
      ...details,
      ...(resync ? { resync } : {}),
      ...(backward ? { timeBackward: true } : {}),
      ...(receiptTime ? { receiptTime } : {}),
      ...(latin1 ? { encoding: 'latin-1' } : {}),
    };
  };

  /** UNAVAILABLE of an item that has spoken before is a lost value; of one that never has, one the machine does not offer. */
  const quality = (observed: Quality, item: ItemFacts): Quality => {
    if (observed === 'good') item.wasGood = true;
    return observed === 'stale' && !item.wasGood ? 'unsupported' : observed;
  };

  const reading = (observation: Of<'sample' | 'state'>, receivedUs: number): NewEvent => {
    const { kind, item, raw } = observation;
    const known = factsOf(item, observation.type);
    const how = told(observation);
    let { value } = observation;
    let sent = raw;
    if (known.controlled && typeof value === 'string' && value !== value.toUpperCase()) {
      sent = value;
      value = value.toUpperCase();
    }
    const attributes: Attributes =
      how === undefined && sent === undefined
        ? { value }
        : { value, ...(sent === undefined ? {} : { raw: sent }), ...how };
    return {
      timeUs: timeOf(observation),
      receivedUs,
      site,
      machine,
      path: item,
      kind,
      severity: readingSeverity(kind, known.code, value),
      code: known.code,
      message: '',
      attributes,
      quality: quality(observation.quality, known),
    };
  };

  const condition = (observation: Of<'condition'>, receivedUs: number): NewEvent => {
    const { item, level, nativeCode, nativeSeverity, qualifier, text } = observation;
    const known = factsOf(item, observation.type);
    const how = told(observation);
    return {
      timeUs: timeOf(observation),
      receivedUs,
      site,
      machine,
      path: item,
      kind: 'condition',
      severity: conditionSeverity(level),
      code: conditionCode({ controller, nativeCode, type: known.type }),
      message: text ?? '',
      attributes: {
        level,
        ...(nativeCode === undefined ? {} : { nativeCode }),
        ...(nativeSeverity === undefined ? {} : { nativeSeverity }),
        ...(qualifier === undefined ? {} : { qualifier }),
        ...how,
      },
      quality: quality(level === 'unavailable' ? 'stale' : 'good', known),
    };
  };

  const message = (observation: Of<'message'>, receivedUs: number): NewEvent => {
    const { item, nativeCode, text } = observation;
    const known = factsOf(item, observation.type);
    const how = told(observation);
    return {
      timeUs: timeOf(observation),
      receivedUs,
      site,
      machine,
      path: item,
      kind: 'message',
      severity: severity.info,
      code: known.type === undefined ? 'machine.message' : known.code,
      message: isUnavailable(text) ? '' : text,
      attributes: { ...(nativeCode === undefined ? {} : { nativeCode }), ...how },
      quality: quality(observation.quality, known),
    };
  };

  const asset = (observation: Of<'asset'>, receivedUs: number): NewEvent => {
    const { action, assetId, assetType, document } = observation;
    const how = told(observation);
    return {
      timeUs: timeOf(observation),
      receivedUs,
      site,
      machine,
      kind: 'message',
      severity: severity.info,
      code: `asset.${action}`,
      message: '',
      attributes: {
        ...(assetId === undefined ? {} : { assetId }),
        ...(assetType === '' ? {} : { assetType }),
        ...(document === undefined ? {} : { document }),
        ...how,
      },
      quality: 'good',
    };
  };

  const make = (observation: Observation, receivedUs: number): NewEvent => {
    const base = { receivedUs, site, machine };
    switch (observation.kind) {
      case 'sample':
      case 'state':
        return reading(observation, receivedUs);
      case 'condition':
        return condition(observation, receivedUs);
      case 'message':
        return message(observation, receivedUs);
      case 'asset':
        return asset(observation, receivedUs);
      case 'gap': {
        const { fromUs, toUs, reason, detail } = observation;
        return {
          ...base,
          timeUs: fromUs,
          kind: 'gap',
          severity: severity.warn,
          code: 'source.gap',
          message: detail ?? '',
          attributes: { reason, fromUs, toUs },
          quality: 'gap',
        };
      }
      case 'connection': {
        const { state, timeUs, problem, ended } = observation;
        const lost = state === 'lost';
        return {
          ...base,
          timeUs,
          kind: 'message',
          severity: lost && !ended ? severity.warn : severity.info,
          code: lost ? sourceLost : sourceConnected,
          message: problem ?? '',
          attributes: ended ? { ended } : {},
          quality: 'good',
        };
      }
      case 'malformed': {
        const { timeUs, problem, raw, rawBytes, place } = observation;
        const untold = tellsOperators(receivedUs);
        return {
          ...base,
          timeUs,
          kind: untold === undefined ? 'log' : 'message',
          severity: severity.warn,
          code: 'source.malformed',
          message: problem,
          attributes: {
            raw,
            rawBytes,
            ...(place === undefined ? {} : { place }),
            ...(untold ? { malformedSince: untold } : {}),
          },
          quality: 'bad',
        };
      }
      case 'notice':
        return {
          ...base,
          timeUs: observation.timeUs,
          kind: 'log',
          severity: severity.info,
          code: 'source.notice',
          message: '',
          attributes: { name: observation.name, value: observation.value },
          quality: 'good',
        };
      default:
        return observation satisfies never;
    }
  };

  useModel(context.model);
  return Object.assign(
    (observations: readonly Observation[], receivedUs: number) =>
      observations.map((observation) => make(observation, receivedUs)),
    { useModel },
  );
}
