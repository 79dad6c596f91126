/** A logbook of which retention took the beginning: the checkpoint stands in its place. */
import { alarmFold, alarmState, defaultAlarmLimits, type Event, type NewEvent } from '@mantinel/domain';
import { expect, test } from 'vitest';
import { alarmIdOf, checkpointEvents, checkpointReader } from './alarm-checkpoint.ts';

const open = () =>
  alarmFold({
    idOf: alarmIdOf,
    defaults: () => undefined,
    limits: defaultAlarmLimits,
    read: checkpointReader(),
  });
const condition = (nativeCode: string, level: string): NewEvent => ({
  timeUs: 1,
  receivedUs: 1,
  site: 'plant',
  machine: 'mill',
  path: 'system',
  kind: 'condition',
  severity: 17,
  code: `fanuc.${nativeCode}`,
  message: `${nativeCode} ${'of a text that is not short at all'.repeat(3)}`,
  attributes: { level, nativeCode },
  quality: 'good',
});
const numbered = (events: readonly NewEvent[]): Event[] =>
  events.map((event, index) => ({ node: 'n', epoch: 1, seq: index + 1, ...event }));

test('open alarms, shelvings and counters survive what is removed, also what came between a checkpoint and its telling', () => {
  const first = Array.from({ length: 3000 }, (_, index) => condition(`N${index}`, 'fault'));
  const shelved: NewEvent = {
    ...condition('N0', 'fault'),
    kind: 'audit',
    code: 'alarm.shelved',
    attributes: {
      alarm: alarmIdOf({
        site: 'plant',
        machine: 'mill',
        path: 'system',
        code: 'fanuc.N0',
        nativeCode: 'N0',
      }),
      forUs: 3_600_000_000,
    },
  };
  const head = numbered([...first, shelved]);
  const before = open();
  for (const event of head) before.take(event);
  const at = { epoch: 1, seq: head.length };
  const told = checkpointEvents({ at, checkpoint: before.engine().checkpoint(), site: 'plant', nowUs: 2 });
  expect(told.length).toBeGreaterThan(0);
  const rest = [condition('N1', 'normal'), ...told, condition('N2', 'normal'), condition('N1', 'fault')];
  const whole = numbered([...first, shelved, ...rest]);

  const never = open();
  for (const event of whole) never.take(event);
  const kept = open();
  // Everything but the last alarms went; some of what is left lost its beginning.
  for (const event of whole.slice(head.length - 10)) kept.take(event);

  const states = (fold: ReturnType<typeof open>) =>
    [...fold.engine().alarms.values()].map((alarm) => [alarm.id, alarmState(alarm), alarm.activation]).sort();
  expect(states(kept)).toEqual(states(never));
  expect(states(kept)).toHaveLength(3000);
  expect(JSON.stringify(kept.engine().checkpoint())).toBe(JSON.stringify(never.engine().checkpoint()));
});

test('a checkpoint that cannot be read is passed over and said', () => {
  const problems: unknown[] = [];
  const fold = alarmFold({
    idOf: alarmIdOf,
    defaults: () => undefined,
    limits: defaultAlarmLimits,
    read: checkpointReader(),
    onUnreadable: (error) => problems.push(error),
  });
  const [told] = checkpointEvents({
    at: { epoch: 1, seq: 1 },
    checkpoint: fold.engine().checkpoint(),
    site: 's',
    nowUs: 1,
  });
  const attributes = { ...told!.attributes, data: 'AAAA' };
  for (const event of numbered([{ ...told!, attributes }, condition('1', 'fault')]))
    fold.take({ ...event, seq: event.seq + 7 });
  expect(problems).toHaveLength(1);
  expect(fold.engine().alarms.size).toBe(1);
});
