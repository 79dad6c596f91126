/** What programs call that they do not have themselves: numbers without leading zeros, and stems of names. */
import { stemOf } from './stem-of.ts';

/** Behind M98, M198, G65 and G66: P1234 or `<NAME>`. */
export function callsOf(text: string): string[] {
  const own = new Set([...text.matchAll(/^\s*(?:[O:]\s*0*(\d+)|<([^>\r\n]{1,32})>)/gim)].map(keyOf));
  const called = [
    ...text.matchAll(/(?:M98|M198|G65|G66)(?:\b[^\n(<]*?P\s*0*(\d{1,8})|\s*<([^>\r\n]{1,32})>)/gi),
  ].map(keyOf);
  return [...new Set(called)].filter((name) => !own.has(name));
}

/** Of a program as another one calls it. */
export function keyOfCalled(program: number | string): string {
  return typeof program === 'number' ? String(program) : stemOf(`${program}.nc`);
}

const keyOf = ([, number, name = '']: RegExpMatchArray): string =>
  number ?? /^O0*(\d{1,8})$/i.exec(name)?.[1] ?? keyOfCalled(name);
