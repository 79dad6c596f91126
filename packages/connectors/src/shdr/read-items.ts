/** The keys and values of one SHDR line. */
import { type ConditionLevel, isUnavailable } from '@mantinel/domain';
import type { Observation } from '../connector.ts';
import { readValue } from '../read-value.ts';
import { formByEvidence, type ItemForm, type ItemRule } from './item-rule.ts';
import type { Stamp } from './stamp.ts';

interface ItemLine {
  /** The whole line, its time first. */
  readonly fields: readonly string[];
  readonly stamp: Stamp;
  readonly rule: ItemRule;
  readonly ownKey: (key: string) => string;
  readonly out: Observation[];
  readonly refuse: (problem: string) => void;
}

/** Fields after the key. */
const widths: Readonly<Record<ItemForm, number>> = {
  sample: 1,
  state: 1,
  number: 1,
  timeSeries: 3,
  message: 2,
  assetEvent: 2,
  alarm: 5,
  condition: 5,
};

const levels: Readonly<Record<string, ConditionLevel>> = {
  NORMAL: 'normal',
  WARNING: 'warning',
  FAULT: 'fault',
  UNAVAILABLE: 'unavailable',
  '': 'unavailable',
};

export function readItems(line: ItemLine): void {
  const { fields, stamp, rule, ownKey, out, refuse } = line;
  // Only a line without a duration, odd bytes or a made-up time: the plain object is what makes parsing fast.
  const plain = stamp.receiptTime === undefined && stamp.latin1 === undefined && stamp.details === undefined;
  for (let at = 1; at < fields.length; ) {
    const item = ownKey(fields[at]!);
    let form = rule(item);
    if (form === undefined && fields.length > 3 && at === 1) form = formByEvidence(fields.slice(1));
    if (form === undefined || form === 'sample' || form === 'state' || form === 'number') {
      if (at + 1 >= fields.length) {
        if (item !== '' || at === 1) refuse(`the key ${item || '(empty)'} has no value`);
        return;
      }
      const reading = readValue(item, fields[at + 1]!, { form, timeUs: stamp.timeUs });
      out.push(plain ? reading : { ...reading, ...stamp });
      at += 2;
      continue;
    }
    const width = form === 'assetEvent' && isOneField(fields, at, rule) ? 1 : widths[form];
    let rest = fields.slice(at + 1, at + 1 + width);
    let next = at + 1 + width;
    // Old adapters do not escape pipes in a text: what follows it and is no key belongs to it.
    if (next < fields.length && endsInText(form) && rule(ownKey(fields[next]!)) === undefined) {
      rest = [...rest.slice(0, -1), fields.slice(next - 1).join('|')];
      next = fields.length;
    }
    const observation = readWide(item, rest, { form, stamp });
    if (typeof observation === 'string') {
      refuse(observation);
      return;
    }
    out.push(observation);
    at = next;
  }
}

/** An asset event without the asset's type: UNAVAILABLE, or an id before the next known key. */
const isOneField = (fields: readonly string[], at: number, rule: ItemRule): boolean =>
  isUnavailable(fields[at + 1] ?? '') || (at + 3 < fields.length && rule(fields[at + 2]!) !== undefined);

const endsInText = (form: ItemForm): boolean =>
  form === 'condition' || form === 'message' || form === 'alarm';

/** An observation of several fields, or what is wrong with it. */
function readWide(
  item: string,
  fields: readonly string[],
  { form, stamp }: { form: ItemForm; stamp: Stamp },
): Observation | string {
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = fields;
  switch (form) {
    case 'condition': {
      const level = levels[first.toUpperCase()];
      if (level === undefined) return `the condition ${item} has the unknown level ${first}`;
      return {
        kind: 'condition',
        item,
        level,
        ...(second === '' ? {} : { nativeCode: second }),
        ...(third === '' ? {} : { nativeSeverity: third }),
        ...(fourth === '' ? {} : { qualifier: fourth.toUpperCase() }),
        ...(fifth === '' ? {} : { text: fifth }),
        ...stamp,
      };
    }
    case 'message': {
      // UNAVAILABLE comes alone, or with an empty code.
      const text = fields.length < 2 ? first : second;
      const nativeCode = fields.length < 2 ? '' : first;
      const quality = isUnavailable(text) ? 'stale' : 'good';
      return { kind: 'message', item, ...(nativeCode === '' ? {} : { nativeCode }), text, quality, ...stamp };
    }
    case 'alarm': {
      const details = { ...stamp.details, code: first, severity: third, state: fourth };
      return { kind: 'message', item, nativeCode: second, text: fifth, quality: 'good', ...stamp, details };
    }
    case 'assetEvent': {
      // Some adapters send the asset's type before its id, some the id alone.
      const value = fields.length < 2 ? first : second;
      const reading = readValue(item, value, { form: 'state', timeUs: stamp.timeUs });
      const details = fields.length < 2 ? stamp.details : { ...stamp.details, assetType: first };
      return { ...reading, ...stamp, ...(details ? { details } : {}) };
    }
    default: {
      if (isUnavailable(first) || fields.length < 3) {
        return { ...readValue(item, third || first, { form: 'sample', timeUs: stamp.timeUs }), ...stamp };
      }
      const quality = third === '' || isUnavailable(third) ? 'stale' : 'good';
      const details = { ...stamp.details, sampleCount: first, sampleRate: second };
      return { kind: 'sample', item, value: third, quality, ...stamp, details };
    }
  }
}
