/** Reads the text of one value into a reading. */
import { isUnavailable } from '@mantinel/domain';
import type { Observation } from './connector.ts';

const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const vectorPattern = /^[+-]?[\d.]+(?:[eE][+-]?\d+)?(?:[ \t]+[+-]?[\d.]+(?:[eE][+-]?\d+)?)+$/;

/** The number a text writes in decimal; undefined for anything else (`0x10`, an empty text, `1e999`). */
function decimal(text: string): number | undefined {
  const first = text.charCodeAt(0);
  // Digits, sign or point first: spares the pattern for most texts.
  if (!((first >= 48 && first <= 57) || first === 45 || first === 46 || first === 43)) return undefined;
  if (!numberPattern.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** sample: a number or vector; number: an event that is one; state: text as it comes. */
export type ValueForm = 'sample' | 'number' | 'state';

export type Reading = Extract<Observation, { kind: 'sample' | 'state' }>;

/**
 * `form` undefined: nothing is known of the key, and a number makes it a sample. A SAMPLE whose text is neither a number
 * nor a vector is kept with quality `bad`; UNAVAILABLE is `stale`.
 */
export function readValue(
  item: string,
  text: string,
  { form, timeUs }: { form: ValueForm | undefined; timeUs: number },
): Reading {
  if (form === 'state') {
    return { kind: 'state', item, value: text, timeUs, quality: isUnavailable(text) ? 'stale' : 'good' };
  }
  const number = decimal(text);
  if (number !== undefined) {
    const kind = form === 'number' ? 'state' : 'sample';
    // Negative zero and texts such as 5.000 are not what the number writes back.
    return String(number) === text
      ? { kind, item, value: number, timeUs, quality: 'good' }
      : { kind, item, value: number, timeUs, quality: 'good', raw: text };
  }
  const kind = form === 'sample' ? 'sample' : 'state';
  if (isUnavailable(text)) return { kind, item, value: text, timeUs, quality: 'stale' };
  const good = kind === 'state' ? form !== 'number' : vectorPattern.test(text);
  return { kind, item, value: text, timeUs, quality: good ? 'good' : 'bad' };
}
