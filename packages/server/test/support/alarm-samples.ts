/** Valid requests of the routes of alarms, each about an alarm of its own on the mill. */
import { paths } from '@mantinel/contract';
import { type AlarmActName, alarmActCode, type NewEvent } from '@mantinel/domain';
import { alarmIdOf } from '@mantinel/store';
import type { MakeSample, Sample } from './sample.ts';
import { markOf, type PlantApp } from './start-plant-app.ts';
import { until } from './start-test-app.ts';

let count = 0;
const json = (body: unknown, headers: Record<string, string> = {}): Sample => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const plain = () => undefined;

const told = (event: Partial<NewEvent>): NewEvent => ({
  timeUs: Date.now() * 1000,
  receivedUs: Date.now() * 1000,
  site: 'plant',
  machine: 'mill',
  path: 'system',
  kind: 'condition',
  severity: 17,
  code: 'test.alarm',
  message: `Spindle ${markOf('plant')}`,
  attributes: {},
  quality: 'good',
  ...event,
});

/** Raised, and dealt with as `acts` say; resolves when the program knows it. */
async function newAlarm(
  app: PlantApp,
  { acts = [], latched = false }: { acts?: readonly AlarmActName[]; latched?: boolean } = {},
): Promise<string> {
  count += 1;
  const nativeCode = `S${count}`;
  const identity = { site: 'plant', machine: 'mill', path: 'system', code: `test.${nativeCode}`, nativeCode };
  const alarm = alarmIdOf(identity);
  const raised = told({ code: identity.code, attributes: { level: 'fault', nativeCode } });
  const record = { place: 'machine:mill', code: identity.code, latching: true };
  const decided = told({ kind: 'audit', code: 'alarm.rationalisationAdded', attributes: { after: record } });
  const gone = told({ code: identity.code, attributes: { level: 'normal', nativeCode } });
  const done = acts.map((act) =>
    told({ kind: 'audit', code: alarmActCode(act), attributes: { alarm, forUs: 3_600_000_000 } }),
  );
  await app.logbook.append({ events: latched ? [decided, raised, gone] : [raised, ...done] });
  const { cookie } = await app.holder('platformOwner', 'enterprise:own');
  const path = paths.alarm.replace(':id', alarm);
  await until(async () => (await app.fetch(path, { headers: { cookie } })).ok);
  return alarm;
}

const acting =
  (path: string, body: unknown, before: Parameters<typeof newAlarm>[1] = {}): MakeSample =>
  async (app) => ({ path: path.replace(':id', await newAlarm(app, before)), ...json(body) });

const newRecord = async ({ store }: PlantApp): Promise<string> => {
  count += 1;
  const tag = { place: 'machine:mill', code: `test.${markOf('plant')}${count}` } as const;
  return (await store.rationalisations.add(tag, { priority: 'high' })).id;
};
const recordAt = (id: string): string => paths.rationalisation.replace(':id', id);

export const alarmSamples: Readonly<Record<string, MakeSample>> = {
  [`GET ${paths.alarms}`]: plain,
  [`GET ${paths.alarm}`]: async (app) => ({ path: paths.alarm.replace(':id', await newAlarm(app)) }),
  [`GET ${paths.alarmStatistics}`]: plain,
  [`GET ${paths.whyStopped}`]: () => ({ path: paths.whyStopped.replace(':id', 'mill') }),
  [`POST ${paths.alarmAcknowledgement}`]: acting(paths.alarmAcknowledgement, { comment: 'Looked at it' }),
  [`POST ${paths.alarmComments}`]: acting(paths.alarmComments, { comment: 'Chips in the tray' }),
  [`POST ${paths.alarmShelving}`]: acting(paths.alarmShelving, {
    forUs: 3_600_000_000,
    comment: 'Sensor on order',
  }),
  [`POST ${paths.alarmUnshelving}`]: acting(paths.alarmUnshelving, {}, { acts: ['shelved'] }),
  [`POST ${paths.alarmReset}`]: acting(paths.alarmReset, {}, { latched: true }),
  [`POST ${paths.alarmOutOfService}`]: acting(paths.alarmOutOfService, { comment: 'Maintenance' }),
  [`POST ${paths.alarmReturn}`]: acting(paths.alarmReturn, {}, { acts: ['takenOutOfService'] }),
  [`GET ${paths.rationalisations}`]: plain,
  [`POST ${paths.rationalisations}`]: () => {
    count += 1;
    return json({ place: 'machine:mill', code: `test.${markOf('plant')}${count}`, priority: 'low' });
  },
  [`GET ${paths.rationalisation}`]: async (app) => ({ path: recordAt(await newRecord(app)) }),
  [`PUT ${paths.rationalisation}`]: async (app) => ({
    path: recordAt(await newRecord(app)),
    ...json({ priority: 'medium', onDelayUs: 1_000_000 }, { 'if-match': '"1"' }),
  }),
  [`DELETE ${paths.rationalisation}`]: async (app) => ({
    path: recordAt(await newRecord(app)),
    headers: { 'if-match': '"1"' },
  }),
};
