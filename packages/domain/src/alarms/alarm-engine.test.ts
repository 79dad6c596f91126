import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttributeValue, Event } from '../event.ts';
import { alarmState } from './alarm.ts';
import { type AlarmAct, type AlarmActName, alarmActCode } from './alarm-acts.ts';
import type { AlarmCheckpoint } from './alarm-checkpoint.ts';
import { alarmEngine } from './alarm-engine.ts';
import { defaultAlarmLimits } from './alarm-limits.ts';
import type { Rationalisation } from './rationalisation.ts';

const second = 1_000_000;
const hour = 3600 * second;

interface Said {
  /** Seconds. */
  readonly at: number;
  /** Seconds by this node's clock; as the source's when left out. */
  readonly received?: number;
  readonly machine?: string;
  readonly path?: string;
}

/** An engine fed by hand; each call is one event. */
function shop({ from, mostAlarms }: { from?: AlarmCheckpoint; mostAlarms?: number } = {}) {
  let seq = 0;
  const acts: AlarmAct[] = [];
  const engine = alarmEngine(
    {
      idOf: ({ machine, path, code, nativeCode, axis }) => [machine, path, code, nativeCode, axis].join('/'),
      defaults: () => undefined,
      limits: defaultAlarmLimits,
      onAct: (act) => acts.push(act),
      ...(mostAlarms === undefined ? {} : { mostAlarms }),
    },
    from,
  );
  const take = ({ at, received = at, machine = 'mill', path }: Said, event: Partial<Event>) => {
    seq += 1;
    engine.take({
      node: 'n',
      epoch: 1,
      seq,
      timeUs: at * second,
      receivedUs: received * second,
      site: 'plant',
      machine,
      ...(path === undefined ? {} : { path }),
      kind: 'message',
      severity: 9,
      code: 'machine.message',
      message: '',
      attributes: {},
      quality: 'good',
      ...event,
    });
  };
  const condition = (level: string, nativeCode: string, said: Said, axis?: string) =>
    take(
      { path: 'system', ...said },
      {
        kind: 'condition',
        code: nativeCode === '' ? 'condition.system' : `fanuc.${nativeCode}`,
        message: `text of ${nativeCode}`,
        attributes: { level, ...(nativeCode && { nativeCode }), ...(axis && { axis }) },
        quality: level === 'unavailable' ? 'stale' : 'good',
      },
    );
  const only = () => {
    const all = [...engine.alarms.values()];
    expect(all).toHaveLength(1);
    return all[0]!;
  };
  return {
    engine,
    acts,
    take,
    only,
    condition,
    state: () => alarmState(only()),
    act: (act: AlarmActName, at: number, attributes: Record<string, AttributeValue> = {}) =>
      take(
        { at },
        {
          kind: 'audit',
          code: alarmActCode(act),
          attributes: { alarm: attributes.alarm ?? only().id, personId: 'p', ...attributes },
        },
      ),
    decide: (record: Partial<Rationalisation>) =>
      take(
        { at: 0 },
        {
          kind: 'audit',
          code: 'alarm.rationalisationAdded',
          attributes: { after: { place: 'machine:mill', code: 'fanuc.1', ...record } as never },
        },
      ),
    passes: (at: number) => take({ at }, { kind: 'log', code: 'alarm.clock' }),
  };
}

describe('an alarm', () => {
  test('is unacknowledged, acknowledged, and normal when it has returned', () => {
    const { condition, act, state, only } = shop();
    condition('warning', '1', { at: 10 });
    expect(state()).toBe('unacknowledged');
    act('acknowledged', 20);
    expect(state()).toBe('acknowledged');
    expect(only().acknowledged).toEqual({ event: 'n.1.2', atUs: 20 * second, by: 'p' });
    condition('normal', '1', { at: 30 });
    expect(state()).toBe('normal');
    expect(only()).toMatchObject({
      raisedUs: 10 * second,
      clearedUs: 30 * second,
      cleared: 'told',
      activation: 1,
    });
  });

  test('that returns before anybody has seen it still waits for its acknowledgement', () => {
    const { condition, act, state, only } = shop();
    condition('fault', '1', { at: 10 });
    condition('normal', '', { at: 30 });
    expect(state()).toBe('returnedUnacknowledged');
    condition('fault', '1', { at: 40 });
    expect([state(), only().activation]).toEqual(['unacknowledged', 2]);
    condition('normal', '1', { at: 50 });
    act('acknowledged', 60);
    expect(state()).toBe('normal');
  });

  test('that latches stays until it is reset', () => {
    const { condition, act, state, decide } = shop();
    decide({ latching: true });
    condition('fault', '1', { at: 10 });
    act('reset', 11);
    expect(state()).toBe('unacknowledged');
    condition('normal', '1', { at: 20 });
    expect(state()).toBe('latchedUnacknowledged');
    act('acknowledged', 30);
    expect(state()).toBe('latchedAcknowledged');
    act('reset', 40);
    expect(state()).toBe('normal');
  });

  test('said again is no new one; a warning that becomes a fault asks for attention anew', () => {
    const { condition, act, state, only } = shop();
    condition('warning', '1', { at: 10 });
    act('acknowledged', 20);
    const { version } = only();
    condition('warning', '1', { at: 21 });
    expect([state(), only().version]).toEqual(['acknowledged', version]);
    condition('fault', '1', { at: 22 });
    expect([state(), only().activation, only().level]).toEqual(['unacknowledged', 1, 'fault']);
  });

  test('of another number, item, machine or axis is another one', () => {
    const { condition, engine } = shop();
    condition('fault', '1', { at: 1 });
    condition('fault', '2', { at: 1 });
    condition('fault', '1', { at: 1, path: 'logic' });
    condition('fault', '1', { at: 1, machine: 'lathe' });
    condition('fault', '1', { at: 1 }, 'X');
    expect(engine.alarms.size).toBe(5);
    condition('normal', '1', { at: 2 }, 'X');
    expect([...engine.alarms.values()].filter(({ stands }) => stands)).toHaveLength(4);
    condition('normal', '', { at: 3 });
    expect(
      [...engine.alarms.values()].filter(({ stands }) => stands).map(({ path, machine }) => [machine, path]),
    ).toEqual([
      ['mill', 'logic'],
      ['lathe', 'system'],
    ]);
  });
});

describe('missing data', () => {
  test.each([
    [
      'a value that is not available',
      (it: ReturnType<typeof shop>) => it.condition('unavailable', '', { at: 20 }),
    ],
    [
      'a gap',
      (it: ReturnType<typeof shop>) =>
        it.take(
          { at: 20 },
          { kind: 'gap', code: 'source.gap', attributes: { reason: 'bufferOverrun' }, quality: 'gap' },
        ),
    ],
  ])('%s neither ends an alarm nor leaves it sure', (_name, lose) => {
    const it = shop();
    it.condition('fault', '1', { at: 10 });
    lose(it);
    expect([it.state(), it.only().uncertain]).toEqual(['unacknowledged', true]);
    it.passes(100_000);
    expect([it.state(), it.only().uncertain]).toEqual(['unacknowledged', true]);
    it.condition('fault', '1', { at: 200_000 });
    expect([it.only().uncertain, it.only().activation]).toEqual([false, 1]);
  });

  test('a machine that is not heard leaves its alarms in doubt until it is', () => {
    const { condition, take, engine } = shop();
    condition('fault', '1', { at: 10 });
    take({ at: 20 }, { code: 'source.lost' });
    expect(engine.isHeard('mill')).toBe(false);
    take({ at: 30 }, { code: 'source.connected' });
    expect(engine.isHeard('mill')).toBe(true);
  });

  test('a source that comes back and names others no longer has what it does not name', () => {
    const { condition, take, engine } = shop();
    condition('fault', '1', { at: 10 });
    condition('fault', '2', { at: 11 });
    take(
      { at: 20 },
      { kind: 'gap', code: 'source.gap', attributes: { reason: 'disconnected' }, quality: 'gap' },
    );
    condition('fault', '2', { at: 30 });
    const first = [...engine.alarms.values()].find(({ nativeCode }) => nativeCode === '1')!;
    condition('warning', '3', { at: 39 });
    expect(first).toMatchObject({ active: true, uncertain: true });
    condition('warning', '3', { at: 41 });
    expect(first).toMatchObject({ active: false, clearedUs: 30 * second, cleared: 'notRestated' });
    expect([...engine.alarms.values()].filter(({ active }) => active)).toHaveLength(2);
  });
});

describe('delays', () => {
  test('a condition that does not stay for the on-delay is no alarm; one that does began when it began', () => {
    const { condition, state, decide, only, passes } = shop();
    decide({ onDelayUs: 5 * second });
    condition('warning', '1', { at: 10 });
    condition('normal', '1', { at: 14 });
    passes(100);
    expect([state(), only().activation]).toEqual(['normal', 0]);
    condition('warning', '1', { at: 200 });
    passes(204);
    expect(state()).toBe('normal');
    passes(205);
    expect([state(), only().raisedUs, only().receivedUs]).toEqual([
      'unacknowledged',
      200 * second,
      205 * second,
    ]);
  });

  test('of a recording they are decided by its own times', () => {
    const { condition, only, decide } = shop();
    decide({ onDelayUs: 5 * second });
    condition('warning', '1', { at: 10, received: 1000 });
    condition('normal', '1', { at: 15, received: 1000 });
    expect(only()).toMatchObject({ activation: 1, active: false, clearedUs: 15 * second });
  });

  test('within the off-delay an alarm that comes back never went', () => {
    const { condition, only, decide, passes } = shop();
    decide({ offDelayUs: 5 * second });
    condition('warning', '1', { at: 10 });
    condition('normal', '1', { at: 20 });
    condition('warning', '1', { at: 24 });
    passes(100);
    expect(only()).toMatchObject({ active: true, activation: 1 });
    condition('normal', '1', { at: 110 });
    passes(115);
    expect(only()).toMatchObject({ active: false, clearedUs: 110 * second });
  });
});

describe('hidden alarms', () => {
  test('a person who unshelves acknowledges; the end of the time does not, and makes no noise', () => {
    const { condition, act, state, only, passes, acts } = shop();
    condition('warning', '1', { at: 10 });
    act('shelved', 20, { forUs: hour });
    expect(state()).toBe('shelved');
    act('unshelved', 30);
    expect(state()).toBe('acknowledged');
    act('shelved', 40, { forUs: hour });
    passes(40 + 3599);
    expect(state()).toBe('shelved');
    passes(40 + 3600);
    expect([state(), only().quiet, only().activation]).toEqual(['unacknowledged', true, 1]);
    expect(acts.at(-1)).toMatchObject({ act: 'unshelved', atUs: 3640 * second });
    expect(acts.at(-1)!.by).toBeUndefined();
  });

  test('one that began meanwhile is annunciated quietly, with the time at which it began', () => {
    const { condition, act, only, passes, state } = shop();
    condition('warning', '1', { at: 10 });
    condition('normal', '1', { at: 11 });
    act('shelved', 20, { forUs: hour });
    condition('warning', '1', { at: 30 });
    expect([state(), only().activation]).toEqual(['shelved', 1]);
    passes(20 + 3600);
    expect(only()).toMatchObject({ raisedUs: 30 * second, quiet: true, activation: 2 });
    expect(only().recent).toEqual([10 * second]);
  });

  test('no shelving lasts longer than eight hours, whatever is asked and wherever the clock goes', () => {
    const { condition, act, only, passes, state } = shop();
    condition('warning', '1', { at: 10 });
    act('shelved', 20, { forUs: 1000 * hour });
    expect(only().shelved!.untilUs).toBe(20 * second + 8 * hour);
    act('unshelved', 21);
    // The clock stands in the year 2099, then is put right.
    passes(4_000_000_000);
    act('shelved', 4_000_000_000, { forUs: 8 * hour });
    passes(1000);
    expect(state()).toBe('shelved');
    passes(1000 + 8 * 3600);
    expect(state()).toBe('unacknowledged');
  });

  test('out of service stands over everything, and its end is seen', () => {
    const { condition, act, state } = shop();
    condition('fault', '1', { at: 10 });
    act('shelved', 11, { forUs: hour });
    act('takenOutOfService', 20);
    act('acknowledged', 21);
    act('shelved', 22, { forUs: hour });
    expect(state()).toBe('outOfService');
    act('returnedToService', 30);
    expect(state()).toBe('unacknowledged');
  });

  test('suppressed by design while the machine surely reads so; not when that is not known', () => {
    const { condition, take, state, decide } = shop();
    decide({ suppression: { whileReading: [{ code: 'machine.controllerMode', values: ['MANUAL'] }] } });
    const mode = (at: number, value: string, quality: 'good' | 'stale' = 'good') =>
      take(
        { at, path: 'mode' },
        { kind: 'state', code: 'machine.controllerMode', attributes: { value }, quality },
      );
    mode(1, 'MANUAL');
    condition('fault', '1', { at: 10 });
    expect(state()).toBe('suppressedByDesign');
    mode(20, 'AUTOMATIC');
    expect(state()).toBe('unacknowledged');
    mode(30, 'MANUAL');
    expect(state()).toBe('suppressedByDesign');
    mode(40, 'UNAVAILABLE', 'stale');
    expect(state()).toBe('unacknowledged');
  });
});

test('a limit with its deadband; a reading that is not good neither raises nor ends it', () => {
  const { take, only, engine, decide } = shop();
  decide({ code: 'limit.load', path: 'Sload', limit: { direction: 'high', setpoint: 80, deadband: 5 } });
  const load = (at: number, value: number | string, quality: 'good' | 'stale' = 'good') =>
    take({ at, path: 'Sload' }, { kind: 'sample', code: 'machine.load', attributes: { value }, quality });
  load(1, 79);
  expect(engine.alarms.size).toBe(0);
  load(2, 80);
  load(3, 76);
  expect(only()).toMatchObject({ active: true, code: 'limit.load', activation: 1 });
  load(4, 'UNAVAILABLE', 'stale');
  expect(only()).toMatchObject({ active: true, uncertain: true });
  load(5, 76);
  expect(only()).toMatchObject({ active: true, uncertain: false });
  load(6, 74);
  expect(only()).toMatchObject({ active: false, clearedUs: 6 * second });
});

const act = fc.constantFrom<AlarmActName>(
  'acknowledged',
  'commented',
  'shelved',
  'unshelved',
  'takenOutOfService',
  'returnedToService',
  'reset',
);
const machine = fc.constantFrom('mill', 'lathe');
const step = fc.record({
  // Mostly forwards; now and then a clock jumps.
  source: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 20 }) },
    fc.integer({ min: -5000, max: 5000 }),
  ),
  node: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 2000 }) },
    fc.integer({ min: -90_000, max: 90_000 }),
  ),
  machine,
  path: fc.constantFrom('system', 'logic'),
  what: fc.oneof(
    fc.record({
      kind: fc.constant('condition' as const),
      level: fc.constantFrom('normal', 'warning', 'fault', 'unavailable'),
      nativeCode: fc.constantFrom('', '1', '2'),
    }),
    fc.record({ kind: fc.constant('act' as const), act, target: fc.nat({ max: 5 }) }),
    fc.record({
      kind: fc.constant('gap' as const),
      reason: fc.constantFrom('disconnected', 'bufferOverrun'),
    }),
    fc.record({
      kind: fc.constant('link' as const),
      code: fc.constantFrom('source.lost', 'source.connected'),
    }),
    fc.record({
      kind: fc.constant('decide' as const),
      onDelayUs: fc.constantFrom(0, 10 * second),
      offDelayUs: fc.constantFrom(0, 10 * second),
      latching: fc.boolean(),
      always: fc.boolean(),
    }),
  ),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function eventsOf(steps: readonly Step[]): Event[] {
  let node = 100_000;
  const source = new Map<string, number>();
  return steps.map(({ what, machine: name, path, ...moved }, index): Event => {
    node += moved.node;
    source.set(name, (source.get(name) ?? 50_000) + moved.source);
    const base = {
      node: 'n',
      epoch: 1,
      seq: index + 1,
      timeUs: source.get(name)! * second,
      receivedUs: node * second,
      site: 'plant',
      machine: name,
      severity: 9 as const,
      message: '',
      attributes: {},
      quality: 'good' as const,
    };
    switch (what.kind) {
      case 'condition': {
        const { level, nativeCode } = what;
        const quality = level === 'unavailable' ? ('stale' as const) : ('good' as const);
        const code = nativeCode === '' ? 'condition.x' : `fanuc.${nativeCode}`;
        return { ...base, kind: 'condition', path, code, attributes: { level, nativeCode }, quality };
      }
      case 'act': {
        const target = [
          name,
          path,
          what.target % 2 === 0 ? 'fanuc.1' : 'fanuc.2',
          what.target % 2 === 0 ? '1' : '2',
        ];
        const attributes = { alarm: target.join('/'), personId: 'p', forUs: what.target * 2 * hour };
        return { ...base, kind: 'audit', code: alarmActCode(what.act), attributes };
      }
      case 'gap':
        return {
          ...base,
          kind: 'gap',
          code: 'source.gap',
          attributes: { reason: what.reason },
          quality: 'gap',
        };
      case 'link':
        return { ...base, kind: 'message', code: what.code };
      default: {
        const { kind: _kind, always, ...rest } = what;
        const after = { place: `machine:${name}`, code: 'fanuc.1', ...rest, suppression: { always } };
        return {
          ...base,
          kind: 'audit',
          code: 'alarm.rationalisationChanged',
          attributes: { before: after, after },
        };
      }
    }
  });
}

const engineFrom = (from?: AlarmCheckpoint) =>
  alarmEngine(
    {
      idOf: ({ machine: name, path, code, nativeCode }) => [name, path, code, nativeCode].join('/'),
      defaults: () => undefined,
      limits: defaultAlarmLimits,
    },
    from,
  );

test('a replay gives the same alarms, also from a checkpoint anywhere on the way', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.nat(), (steps, where) => {
      const events = eventsOf(steps);
      const whole = engineFrom();
      for (const event of events) whole.take(event);
      const at = events.length === 0 ? 0 : where % events.length;
      const first = engineFrom();
      for (const event of events.slice(0, at)) first.take(event);
      const second = engineFrom(JSON.parse(JSON.stringify(first.checkpoint())) as AlarmCheckpoint);
      for (const event of events.slice(at)) second.take(event);
      expect(JSON.parse(JSON.stringify(second.checkpoint()))).toEqual(
        JSON.parse(JSON.stringify(whole.checkpoint())),
      );
    }),
    { numRuns: 300 },
  );
});

test('whatever happens: nothing hidden waits for anybody, nothing missing ends an alarm, no shelving outlasts its time', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const engine = engineFrom();
      for (const event of eventsOf(steps)) {
        // Time passes first, so that what was due before the event does not count as its doing.
        const { path: _path, ...passing } = event;
        engine.take({ ...passing, kind: 'message', code: 'shop.time', attributes: {} });
        const standing = [...engine.alarms.values()].filter(({ stands }) => stands).map(({ id }) => id);
        engine.take(event);
        const missing =
          event.kind === 'gap' || event.attributes.level === 'unavailable' || event.code === 'source.lost';
        for (const alarm of engine.alarms.values()) {
          const state = alarmState(alarm);
          if (state === 'shelved' || state === 'suppressedByDesign' || state === 'outOfService')
            expect(alarm.unacknowledged).toBe(false);
          if (alarm.shelved) {
            expect(alarm.shelved.untilUs).toBeGreaterThan(engine.checkpoint().nodeUs);
            expect(alarm.shelved.untilUs - engine.checkpoint().nodeUs).toBeLessThanOrEqual(8 * hour);
          }
          if (alarm.activation === 0) expect(alarm.unacknowledged || alarm.latched).toBe(false);
          if (missing && standing.includes(alarm.id)) expect(alarm.stands).toBe(true);
          if (alarm.active && !alarm.stands) expect(alarm.due?.to).toBe('clear');
          if (alarm.stands && !alarm.active) expect(alarm.due?.to).toBe('raise');
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('ten thousand alarms at once are taken up in a moment, and so are the delays and shelvings of all of them', () => {
  const { condition, engine, passes, take } = shop();
  for (let at = 0; at < 10_000; at += 1) condition('fault', `N${at}`, { at: 10 });
  for (const { id } of [...engine.alarms.values()])
    take({ at: 20 }, { kind: 'audit', code: 'alarm.shelved', attributes: { alarm: id, forUs: hour } });
  expect([...engine.alarms.values()].every((alarm) => alarmState(alarm) === 'shelved')).toBe(true);
  passes(20 + 3600);
  const all = [...engine.alarms.values()];
  expect(all).toHaveLength(10_000);
  expect(all.every((alarm) => alarmState(alarm) === 'unacknowledged' && alarm.quiet)).toBe(true);
});

test('a machine that invents numbers without end does not fill the memory, and what still stands goes last', () => {
  const { condition, act, engine } = shop({ mostAlarms: 50 });
  condition('fault', 'stands', { at: 1 });
  for (let at = 0; at < 200; at += 1) {
    condition('fault', `N${at}`, { at: 2 });
    for (const { id } of [...engine.alarms.values()].slice(-1)) act('acknowledged', 2, { alarm: id });
    condition('normal', `N${at}`, { at: 2 });
  }
  expect(engine.alarms.size).toBe(50);
  expect([...engine.alarms.values()].some(({ nativeCode }) => nativeCode === 'stands')).toBe(true);
});
