/** Random logs for tests: late events, clocks that lie, equal times, several epochs, and every shape of attribute. */
import { type Condition, type Field, type Kind, kinds, type NewEvent } from '@mantinel/domain';
import fc from 'fast-check';
import type { Filter, Scope } from '../src/event-store.ts';

const baseUs = 1_790_000_000_000_000;
const machines = ['m1', 'm2', 'm3', undefined] as const;
const words = [
  '',
  'Servo alarm',
  'Servo alarm 17 on axis 4',
  'Servo alarm 18 on axis 4',
  'tool ČELNÁ fréza',
  'ΟΔΟΣ',
  'line\nfeed',
  'coolant low',
] as const;

const anEvent: fc.Arbitrary<NewEvent> = fc
  .record({
    stepUs: fc.constantFrom(0, 0, 1, 1000, 250_000, 3_000_000, 61_000_000),
    lateUs: fc.oneof(
      { weight: 20, arbitrary: fc.integer({ min: 0, max: 900_000 }) },
      { weight: 2, arbitrary: fc.integer({ min: 5_000_000, max: 1_200_000_000 }) },
      // 1970 and 2099
      { weight: 1, arbitrary: fc.constantFrom(baseUs, -2_290_000_000_000_000) },
    ),
    site: fc.constantFrom('main', 'main', 'main', 'annex'),
    machine: fc.constantFrom(...machines),
    path: fc.constantFrom('Xload', 'execution', undefined),
    kind: fc.constantFrom<Kind>('sample', 'sample', 'state', 'condition', 'message', 'log', 'gap'),
    severity: fc.constantFrom(1, 5, 5, 9, 9, 13, 17, 21),
    code: fc.constantFrom('axis.load', 'machine.execution', 'fanuc.SV0401', 'fanuc.SV0410'),
    message: fc.constantFrom(...words),
    attributes: fc.constantFrom<NewEvent['attributes']>(
      {},
      { value: 12.5 },
      { value: -0, ok: true },
      { value: 'ACTIVE' },
      { value: 1e-300, text: 'Servo', none: null, nested: { list: [1, 'servo', -0] } },
    ),
    trace: fc.constantFrom(
      undefined,
      { traceId: 'ab'.repeat(16) },
      { traceId: '01'.repeat(16), spanId: 'cd'.repeat(8) },
    ),
  })
  .map(({ stepUs, lateUs, machine, path, trace, ...rest }) => ({
    ...rest,
    timeUs: -lateUs,
    receivedUs: stepUs,
    quality: 'good' as const,
    ...(machine !== undefined && { machine }),
    ...(path !== undefined && { path }),
    ...(trace && { trace }),
  }));

/** Batches whose receive times go on from one to the next; times lie behind them as drawn. */
export const aLog = (batches: number): fc.Arbitrary<NewEvent[][]> =>
  fc
    .array(fc.array(anEvent, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: batches })
    .map((log) => {
      let nowUs = baseUs;
      return log.map((batch) =>
        batch.map((event) => {
          nowUs += event.receivedUs;
          return { ...event, receivedUs: nowUs, timeUs: nowUs + event.timeUs };
        }),
      );
    });

const aScopePart = fc.record(
  {
    sites: fc.constantFrom<Scope['sites']>('all', ['main'], []),
    machines: fc.constantFrom<Scope['machines']>('all', ['m1', 'm2']),
    withoutMachine: fc.boolean(),
    withoutKinds: fc.subarray([...kinds]),
  },
  { requiredKeys: ['sites', 'machines', 'withoutMachine'] },
);
export const aScope: fc.Arbitrary<Scope> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Scope>({ sites: 'all', machines: 'all', withoutMachine: true }) },
  { weight: 1, arbitrary: aScopePart },
  {
    weight: 1,
    arbitrary: fc
      .tuple(aScopePart, fc.array(aScopePart, { maxLength: 2 }))
      .map(([part, or]) => ({ ...part, or })),
  },
);

const time = fc.oneof(
  fc.integer({ min: -5_000_000, max: 400_000_000 }).map((offset) => baseUs + offset),
  fc.constantFrom(0, 2 * baseUs),
);

const aText = fc.constantFrom(
  'servo',
  'Čelná',
  'οδος',
  'feed',
  'low',
  'SV0401',
  'alarm 1',
  'alarm, 17',
  'ool',
  '\n',
  '4',
  'no',
);
const aTextField = fc.constantFrom(
  'message',
  'site',
  'machine',
  'path',
  'code',
  'kind',
  'attribute.value',
  'attribute.text',
);
const aField = fc.oneof(
  aTextField,
  fc.constantFrom('severity', 'quality', 'attribute.ok', 'attribute.none'),
) as fc.Arbitrary<Field>;
const aLeaf = fc.oneof(
  fc.record(
    { is: fc.constantFrom('words', 'contains'), text: aText, prefix: fc.boolean(), field: aTextField },
    { requiredKeys: ['is', 'text'] },
  ),
  fc.record(
    {
      is: fc.constant('regex'),
      source: fc.constantFrom('al.rm', '(?-i:servo)', '\\d{2} on', '^coolant', 'a|o', 'axis \\d', '[čd]'),
      field: aTextField,
    },
    { requiredKeys: ['is', 'source'] },
  ),
  fc.record({
    is: fc.constant('equals'),
    field: aField,
    value: fc.constantFrom<string | number | boolean>(
      'm1',
      'ANNEX',
      13,
      12.5,
      '12.5',
      true,
      'active',
      'fanuc.sv0410',
    ),
  }),
  fc.record({
    is: fc.constant('begins'),
    field: aTextField,
    text: fc.constantFrom('m', 'fanuc.', 'S', 'exec'),
  }),
  fc.record(
    {
      is: fc.constant('range'),
      field: fc.constantFrom('severity', 'attribute.value', 'attribute.text'),
      min: fc.constantFrom(9, 12.5),
      above: fc.constantFrom(-1, 12.5),
      max: fc.constantFrom(13, 12.5),
      below: fc.constantFrom(13, 20),
    },
    { requiredKeys: ['is', 'field'] },
  ),
  fc.record({ is: fc.constant('present'), field: aField }),
  fc.record({
    is: fc.constant('template'),
    text: fc.constantFrom('Servo alarm <*> on axis <*>', 'Servo alarm', 'coolant low', '<*>'),
  }),
) as fc.Arbitrary<Condition>;

/** Trees of every condition; some of what they look for is there. */
const aCondition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    { weight: 3, arbitrary: aLeaf },
    {
      weight: 2,
      arbitrary: fc.record({
        is: fc.constantFrom('and', 'or'),
        of: fc.array(tie('tree'), { maxLength: 3 }),
      }) as fc.Arbitrary<Condition>,
    },
    { weight: 1, arbitrary: tie('tree').map((of): Condition => ({ is: 'not', of })) },
  ),
})).tree;

export const aFilter: fc.Arbitrary<Filter> = fc.record(
  {
    minSeverity: fc.constantFrom(1, 9, 13, 17),
    machines: fc.constantFrom(['m1'], ['m2', 'm3']),
    kinds: fc.constantFrom<Kind[]>(['sample'], ['gap', 'message']),
    withoutKinds: fc.constantFrom<Kind[]>(['log'], ['sample', 'state']),
    codes: fc.constantFrom(['fanuc.*'], ['axis.load', 'fanuc.SV0410']),
    paths: fc.constantFrom(['Xload'], ['execution', 'nowhere']),
    text: fc.constantFrom('servo', 'čelná', 'οδος', 'feed', 'exec', 'no such word'),
    where: aCondition,
    fromUs: time,
    toUs: time,
  },
  { requiredKeys: [] },
);
