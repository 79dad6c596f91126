/** `fold` of the domain and its SQL are one function: over every character, and in words. */
import { fold } from '@mantinel/domain';
import { afterAll, describe, expect, test } from 'vitest';
import { folded } from '../src/read/condition-sql.ts';
import { chdbDriver, withoutChdb } from './chdb.ts';
import { chdbPlaces } from './place.ts';

describe.skipIf(withoutChdb)(`folding${withoutChdb ? `: ${withoutChdb}` : ''}`, () => {
  if (withoutChdb) return;
  const places = chdbPlaces();
  afterAll(() => places.close());

  test('every character, alone and within a word', async () => {
    const driver = chdbDriver(places.session, 'default');
    const texts: string[] = [];
    for (let from = 0; from < 0x110000; from += 0x400) {
      const codes = Array.from({ length: 0x400 }, (_, i) => from + i).filter(
        (code) => code < 0xd800 || code > 0xdfff,
      );
      if (codes.length > 0)
        texts.push(
          codes.map((code) => `a${String.fromCodePoint(code)} ${String.fromCodePoint(code)}b`).join('|'),
        );
    }
    const asked = await driver.query<readonly [string]>(
      `SELECT ${folded('arrayJoin({texts:Array(String)})')}`,
      { texts },
    );
    const different = asked
      .flatMap(([text], i) => {
        const own = fold(texts[i]!).split('|');
        return text.split('|').map((part, k) => [part, own[k]!] as const);
      })
      .filter(([one, other]) => one !== other);
    expect(different.slice(0, 20)).toEqual([]);
  });
});
