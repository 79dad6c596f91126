import type { Event } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { patternCount, patternLine } from './pattern-count.ts';

const event = (code: string, message: string) =>
  ({ code, kind: 'message', attributes: {}, message }) as unknown as Event;

test('counts what reads the same whatever its numbers, most frequent first, and folds in what widened later', () => {
  const count = patternCount();
  count.add(event('door', 'DOOR OPEN'));
  for (const who of ['ann', 'bob', 'cid', 'dan', 'x4'])
    count.add(event('released', `the program was released by ${who} for this job`));
  for (const tool of [4, 7]) count.add(event(`tool.${tool}`, `TOOL ${tool} WORN`));
  expect(count.patterns()).toEqual([
    { count: 5, text: 'the program was released by <*> for this job', codes: ['released'] },
    { count: 2, text: 'TOOL <*> WORN', codes: ['tool.4', 'tool.7'] },
    { count: 1, text: 'DOOR OPEN', codes: ['door'] },
  ]);
  expect(patternLine(count.patterns()[1]!)).toBe('       2  TOOL <*> WORN  (tool.4, tool.7)');
});
