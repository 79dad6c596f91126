import { expect, test } from 'vitest';
import { eventOf } from '../../../test/event-of.ts';
import { matchesOf } from './matches.ts';
import { defaultView, type View } from './view.ts';

const event = eventOf({
  seq: 1,
  machine: 'm1',
  path: 'Xload',
  kind: 'condition',
  severity: 17,
  code: 'fanuc.SV0401',
  message: 'Servo off',
  attributes: { nativeCode: '401', nested: { axis: ['Xq'] } },
  timeUs: 1000,
  receivedUs: 2000,
});
const view = (given: Partial<View>): View => ({ ...defaultView, ...given });

test.each<[Partial<View>, boolean]>([
  [{}, true],
  [{ level: 'operator' }, true],
  [{ minSeverity: 17 }, true],
  [{ minSeverity: 18 }, false],
  [{ machine: ['m1', 'm2'] }, true],
  [{ machine: ['m2'] }, false],
  [{ kind: ['condition'] }, true],
  [{ kind: ['sample'] }, false],
  [{ code: ['fanuc.*'] }, true],
  [{ code: ['fanuc.SV0401'] }, true],
  [{ code: ['fanuc.SV040'] }, false],
  [{ code: ['okuma.*', 'mazak.*'] }, false],
  [{ path: ['Xload'] }, true],
  [{ path: ['Yload'] }, false],
  [{ text: 'SERVO' }, true],
  [{ text: 'xq' }, true],
  [{ text: 'sv0401' }, true],
  [{ text: 'absent' }, false],
  [{ order: 'received', fromUs: 2000, toUs: 2001 }, true],
  [{ order: 'received', toUs: 2000 }, false],
  [{ order: 'time', fromUs: 1500 }, false],
  [{ order: 'time', fromUs: 1000, toUs: 1500 }, true],
])('%j: %s', (given, expected) => {
  expect(matchesOf(view(given))(event)).toBe(expected);
});

test("an operator sees none of the product's own log lines", () => {
  expect(matchesOf(view({ level: 'operator' }))(eventOf({ seq: 1, kind: 'log', severity: 21 }))).toBe(false);
});
