import type { Event } from '@mantinel/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connected, fault, lost, secondsOf, told } from '../../../test/told.ts';
import { roles } from './roles.ts';
import type { MachineSample } from './sample.ts';
import { sampler } from './samples.ts';

function samplesOf(events: Parameters<ReturnType<typeof sampler>['take']>[0][]): MachineSample[] {
  const { take, flush } = sampler({ roles: roles() });
  return [...events.flatMap((event) => take(event)), ...flush()];
}
const last = (samples: readonly MachineSample[]) => samples.at(-1)!;

describe('roles', () => {
  const of = roles({
    name: 'm',
    components: [],
    items: [
      {
        id: 'Fovr',
        category: 'EVENT',
        type: 'PATH_FEEDRATE_OVERRIDE',
        subType: 'PROGRAMMED',
        component: 'p',
      },
      { id: 'rov', category: 'EVENT', type: 'PATH_FEEDRATE_OVERRIDE', subType: 'RAPID', component: 'p' },
      { id: 'S1', category: 'SAMPLE', type: 'ROTARY_VELOCITY', component: 'spindle' },
      { id: 'S1l', category: 'SAMPLE', type: 'LOAD', component: 'spindle' },
      { id: 'Xl', category: 'SAMPLE', type: 'LOAD', component: 'x' },
      { id: 'bad', category: 'EVENT', type: 'PART_COUNT', subType: 'BAD', component: 'p' },
      { id: 'wanted', category: 'EVENT', type: 'PART_COUNT', subType: 'TARGET', component: 'p' },
    ],
  });

  test('tell the feed override from that of rapids, the load of the spindle from that of axes, scrap from parts', () => {
    expect(of('machine.pathFeedrateOverride', 'Fovr')).toBe('feedOverride');
    expect(of('machine.pathFeedrateOverride', 'rov')).toBeUndefined();
    expect(of('machine.load', 'S1l')).toBe('load');
    expect(of('machine.load', 'Xl')).toBeUndefined();
    expect(of('machine.partCount', 'bad')).toBe('scrap');
    expect(of('machine.partCount', 'wanted')).toBeUndefined();
  });

  test('without a device model go by the names that adapters use', () => {
    const plain = roles();
    expect(plain('machine.pathFeedrateOverride', 'Frapidovr')).toBeUndefined();
    expect(plain('machine.program', 'subprogram')).toBeUndefined();
    expect(plain('machine.load', 'Xload')).toBeUndefined();
    expect(plain('machine.load', 'Sload')).toBe('load');
  });
});

describe('samples', () => {
  test('come in the order of the machine clock, whatever the order of the events', () => {
    const samples = samplesOf([
      told(1, 'execution', 'ACTIVE'),
      told(1.4, 'line', 2),
      told(1.2, 'line', 1),
      told(3, 'line', 3),
    ]);
    expect(samples.map(({ timeUs, line }) => [secondsOf(timeUs), line])).toEqual([
      [1, undefined],
      [1.2, 1],
      [1.4, 2],
      [3, 3],
    ]);
  });

  test('what is repeated changes nothing, and what is late does not overrule what came after', () => {
    const samples = samplesOf([
      told(1, 'execution', 'ACTIVE'),
      told(2, 'line', 7),
      told(20, 'line', 8),
      told(2, 'line', 7, { attributes: { value: 7, resync: true } }),
      told(21, 'line', 8),
    ]);
    expect(last(samples).line).toBe(8);
    expect(samples.filter(({ line }) => line === 8)).toHaveLength(2); // once for the change, once for being heard
  });

  test.each([
    ['UNAVAILABLE', told(5, 'execution', undefined)],
    ['stale', told(5, 'execution', 'ACTIVE', { quality: 'stale' })],
    ['a lost connection', lost(5)],
    ['a gap', told(5, 'x', '', { kind: 'gap', code: 'source.gap', quality: 'gap', attributes: {} })],
  ])('%s leaves the machine unknown', (_, event) => {
    expect(last(samplesOf([told(1, 'execution', 'ACTIVE'), event])).known).toBe(false);
  });

  test('after a reconnect only what is told again counts', () => {
    const samples = samplesOf([
      told(1, 'execution', 'ACTIVE'),
      told(1, 'tool', 4),
      lost(5),
      connected(30),
      told(1, 'execution', 'ACTIVE', { attributes: { value: 'ACTIVE', resync: true } }),
      told(31, 'Srpm', 100),
    ]);
    expect(last(samples)).toMatchObject({ known: true, execution: 'ACTIVE', tool: undefined });
  });

  test('what tells of the connection has the time of this node, and is put where the machine’s clock was', () => {
    const yearUs = 365 * 86_400_000_000;
    const now = (event: Event): Event => ({ ...event, receivedUs: event.receivedUs + yearUs });
    const ofNode = (event: Event): Event => ({ ...now(event), timeUs: event.timeUs + yearUs });
    const samples = samplesOf([
      ofNode(connected(0)),
      now(told(1, 'execution', 'ACTIVE')),
      now(told(5, 'line', 1)),
      ofNode(lost(8)),
    ]);
    expect(samples.map(({ timeUs, known }) => [secondsOf(timeUs), known])).toEqual([
      [1, true],
      [5, true],
      [8, false],
    ]);
  });

  test('a clock that was set back is told, and goes on from there', () => {
    const samples = samplesOf([
      told(4000, 'execution', 'ACTIVE'),
      told(4001, 'line', 1),
      told(400, 'line', 2),
      told(401, 'line', 3),
      told(402, 'execution', 'READY'),
      told(410, 'line', 0),
    ]);
    expect(samples.filter(({ clockSetBack }) => clockSetBack).map(({ timeUs }) => secondsOf(timeUs))).toEqual(
      [400],
    );
    expect(last(samples)).toMatchObject({ execution: 'READY', line: 0 });
  });

  test('a block’s label is its line where the machine tells no line, and what an asset says of its time is no clock', () => {
    const label = (at: number, value: string) => told(at, 'label', value, { code: 'machine.lineLabel' });
    const asset = (at: number): Event => {
      const { path: _, ...event } = told(at, 'x', '', { kind: 'message', code: 'asset.changed' });
      return event;
    };
    const samples = samplesOf([
      told(4000, 'execution', 'ACTIVE'),
      label(4001, 'N1009'),
      asset(1),
      asset(2),
      asset(3),
      label(4002, 'NRTS'),
    ]);
    expect(samples.map(({ line, clockSetBack }) => [line, clockSetBack])).toEqual([
      [undefined, false],
      [1009, false],
      [undefined, false],
    ]);
  });

  test('faults stand until they are cleared', () => {
    const samples = samplesOf([
      told(1, 'execution', 'ACTIVE'),
      fault(2, 'fault'),
      told(3, 'line', 1),
      fault(4, 'normal'),
    ]);
    expect(samples.map(({ faults }) => faults)).toEqual([0, 1, 1, 0]);
  });

  test('go on from a state as if there had been no stop', () => {
    const events = [
      told(1, 'execution', 'ACTIVE'),
      told(1, 'program', 'A'),
      told(2, 'tool', 3),
      fault(3, 'fault'),
      told(10, 'line', 4),
      told(20, 'line', 5),
    ];
    const before = sampler({ roles: roles() });
    for (const event of events.slice(0, 5)) before.take(event);
    const state = JSON.parse(JSON.stringify(before.state()));
    const after = sampler({ roles: roles(), from: state });
    const resumed = [...after.take(events[5]!), ...after.flush()];
    expect(state.waiting).toHaveLength(1);
    expect(last(resumed)).toEqual(last(samplesOf(events)));
  });

  test('never go back in time but where the clock was set back, and end as the machine does', () => {
    const event = fc.record({
      at: fc.integer({ min: 0, max: 30 }),
      path: fc.constantFrom('execution', 'line', 'tool', 'program'),
      value: fc.constantFrom<string | number | undefined>('ACTIVE', 'READY', 1, 2, undefined),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const samples = samplesOf(events.map(({ at, path, value }) => told(at, path, value)));
        for (const [at, sample] of samples.entries())
          if (at > 0 && !sample.clockSetBack)
            expect(sample.timeUs).toBeGreaterThanOrEqual(samples[at - 1]!.timeUs);
        const lines = events.filter(({ path }) => path === 'line');
        const latest = lines.reduce((best, each) => (each.at >= best.at ? each : best), {
          at: -1,
          value: undefined as unknown,
        });
        if (samples.length > 0 && lines.length > 0) {
          const wanted = typeof latest.value === 'number' ? latest.value : undefined;
          expect(last(samples).line).toBe(wanted);
        }
      }),
    );
  });
});
