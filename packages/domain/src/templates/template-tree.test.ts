import fc from 'fast-check';
import { expect, test } from 'vitest';
import { templateTest } from './template-match.ts';
import { TemplateTree } from './template-tree.ts';

/** Templates of all lines, by what is known after the last. */
const templatesOf = (lines: readonly string[], tree = new TemplateTree()) => {
  const added = lines.map((line) => tree.add(line));
  return added.map((template) => tree.current(template).text);
};

test.each([
  ['SPINDLE 1 OVERLOAD 112 %', 'SPINDLE <*> OVERLOAD <*> %'],
  ['open of /var/lib/x failed after 3 tries', 'open of <*> failed after <*> tries'],
  ['no answer from host=plc.hall-b.example, port=5001', 'no answer from host= <*> port= <*>'],
  ['session closed for user marta', 'session closed for user <*>'],
  ['clock set to Mon Jan 04 06:00:00 CET 2026', 'clock set to <*>'],
  ['depth.......4', 'depth <*>'],
  ['adapter:connected', 'adapter: connected'],
  ['mac FF:F2:9F:16 is new.', 'mac <*> is new'],
  ['axes (1, 2, 3) referenced', 'axes <*> referenced'],
  ['I/O error', 'I/O error'],
  ['', ''],
])('%j is of the kind %j', (line, kind) => {
  expect(templatesOf([line])).toEqual([kind]);
});

test('a word that is one of many is a value; one of few is not', () => {
  const pallet = (name: string) => `pallet changer waits for station ${name} to be free`;
  expect(new Set(templatesOf(['left', 'right', 'load'].map(pallet))).size).toBe(3);
  expect(new Set(templatesOf(['left', 'right', 'load', 'wash'].map(pallet)))).toEqual(
    new Set(['pallet changer waits for station <*> to be free']),
  );
});

test('a star in a line is a word, not a value', () => {
  expect(templatesOf(['wash <*>', 'wash 7'])).toEqual(['wash *', 'wash <*>']);
});

test('short texts are never thrown together: a door is open or closed', () => {
  const doors = ['DOOR OPEN', 'DOOR CLOSED', 'DOOR LOCKED', 'DOOR UNLOCKED', 'DOOR BLOCKED'];
  expect(new Set(templatesOf(doors)).size).toBe(5);
});

test('a name and a number in the same place are one kind, however they come', () => {
  const lines = ['ann', 'bob', 'cid', 'dan', 'x4'].map(
    (who) => `the program was released by ${who} for this job`,
  );
  for (const order of [lines, lines.toReversed()]) expect(new Set(templatesOf(order)).size).toBe(1);
});

test('a flood of new texts ends in one kind, and those known before stay', () => {
  const tree = new TemplateTree({ most: 100 });
  tree.add('tool life reached');
  const letters = (n: number) => n.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)]!);
  const seen = new Set(
    Array.from({ length: 10_000 }, (_, n) => tree.add(`${letters(n)} ${letters(n * 7)}`).id),
  );
  expect(seen.size).toBeLessThanOrEqual(100);
  expect(tree.add('tool life reached').text).toBe('tool life reached');
});

test('whatever the line, reading it twice gives the same template, and other numbers do not matter', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 })), fc.nat(), (lines, number) => {
      const tree = new TemplateTree();
      const added = lines.map((line) => tree.add(`${line} at 7`));
      for (const [at, line] of lines.entries())
        expect(tree.add(`${line} at ${number}`)).toBe(tree.current(added[at]!));
    }),
  );
});

test('a template that another tree found takes in what differs from it by a word, before and after', () => {
  const tree = new TemplateTree();
  const station = (name: string) => `pallet changer waits for station ${name} to be free`;
  const before = tree.add(station('left'));
  const wider = tree.addTemplate(station('<*>'));
  expect(tree.current(before)).toBe(wider);
  expect(tree.add(station('right'))).toBe(wider);
  expect(tree.addTemplate(station('wash'))).toBe(wider);
  expect(tree.addTemplate('door open').text).toBe('door open');
});

test('a line is of the kind of its template, also when words of that proved to be values', () => {
  const word = fc.constantFrom(
    'pallet',
    'station',
    'left',
    'right',
    'wash',
    'load',
    '7',
    'a=b',
    'is',
    'free',
    '<*>',
  );
  const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
      for (const [at, text] of templatesOf(lines).entries())
        expect(templateTest(text)(lines[at]!), text).toBe(true);
    }),
  );
});
