/** Alarms over the whole program, on a real logbook and a real PostgreSQL: raised by machines, dealt with by people, found again. */
import {
  type AlarmDetail,
  type Alarms,
  type AlarmView,
  AppError,
  type Problem,
  paths,
  type Session,
  type WhyStopped,
} from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import { everything } from '@mantinel/logbook';
import { alarmIdOf } from '@mantinel/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
beforeAll(async () => {
  app = await startPlantApp();
});
afterAll(() => app?.stop());

const second = 1_000_000;
const baseUs = Date.now() * 1000 - 3600 * second;
const said = (at: number, event: Partial<NewEvent>): NewEvent => ({
  timeUs: baseUs + at * second,
  receivedUs: Date.now() * 1000,
  site: 'plant',
  machine: 'saw',
  path: 'system',
  kind: 'condition',
  severity: 17,
  code: 'fanuc.SV0401',
  message: 'SERVO ALARM',
  attributes: {},
  quality: 'good',
  ...event,
});
const condition = (at: number, level: string, nativeCode: string) =>
  said(at, { code: `fanuc.${nativeCode}`, attributes: { level, nativeCode } });
const idOf = (nativeCode: string) =>
  alarmIdOf({ site: 'plant', machine: 'saw', path: 'system', code: `fanuc.${nativeCode}`, nativeCode });

const as = (role: Parameters<PlantApp['holder']>[0]) => app.holder(role, 'site:plant');
async function ask<Answer>(
  role: Parameters<PlantApp['holder']>[0],
  path: string,
  body?: object,
): Promise<Answer> {
  const { cookie } = await as(role);
  const answer = await app.fetch(path, {
    method: body ? 'POST' : 'GET',
    headers: { cookie, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await answer.json()) as Answer;
}
const at = (path: string, id: string) => path.replace(':id', id);
const list = (query = '') => ask<Alarms>('operator', `${paths.alarms}${query}`);
const standing = async (count: number) => {
  await until(async () => (await list('?machine=saw')).alarms.length === count);
  return (await list('?machine=saw')).alarms;
};

test('a fault is seen, acknowledged with a comment, found in the history, and told to the stream of nobody else', async () => {
  await app.logbook.append({ events: [condition(1, 'fault', 'SV0401')] });
  const [alarm] = await standing(1);
  expect(alarm).toMatchObject({
    id: idOf('SV0401'),
    state: 'unacknowledged',
    quality: 'good',
    activation: 1,
  });
  const refused = await ask<Problem>('operator', at(paths.alarmAcknowledgement, alarm!.id), {
    activation: 2,
  });
  expect(refused.code).toBe('alarm.cameAnew');
  const done = await ask<AlarmView>('operator', at(paths.alarmAcknowledgement, alarm!.id), {
    activation: 1,
    comment: 'Reset the drive',
  });
  const { id } = await as('operator');
  expect(done).toMatchObject({ state: 'acknowledged', acknowledged: { by: { id } } });
  const again = await ask<Problem>('operator', at(paths.alarmAcknowledgement, alarm!.id), {});
  expect(again.code).toBe('alarm.notPossible');
  await until(async () => (await ask<AlarmDetail>('operator', at(paths.alarm, alarm!.id))).acts.length === 1);
  const { episodes, acts, historyMissing } = await ask<AlarmDetail>('operator', at(paths.alarm, alarm!.id));
  expect(historyMissing).toBe(false);
  expect(episodes).toMatchObject([{ activation: 1, level: 'fault' }]);
  expect(acts).toMatchObject([{ act: 'acknowledged', text: 'Reset the drive', by: { id } }]);
  const { cookie } = await app.holder('technician', 'site:away');
  const hidden = await app.fetch(at(paths.alarm, alarm!.id), { headers: { cookie } });
  expect(((await hidden.json()) as Problem).code).toBe('alarm.notFound');
});

test('shelving needs a reason and eight hours at most; its end comes by itself, without noise', async () => {
  const id = idOf('SV0401');
  const without = await ask<Problem>('technician', at(paths.alarmShelving, id), { forUs: 3_600 * second });
  expect(without.code).toBe('request.invalid');
  const long = await ask<Problem>('technician', at(paths.alarmShelving, id), {
    forUs: 9 * 3_600 * second,
    comment: 'Waiting for a part',
  });
  expect(long.code).toBe('request.invalid');
  const shelved = await ask<AlarmView>('technician', at(paths.alarmShelving, id), {
    forUs: 3_600 * second,
    comment: 'Waiting for a part',
  });
  expect(shelved).toMatchObject({ state: 'shelved', shelved: { reason: 'Waiting for a part' } });
  app.advance(3_601);
  await until(async () => (await list('?machine=saw')).alarms[0]?.state === 'unacknowledged');
  expect((await list('?machine=saw')).alarms[0]).toMatchObject({ quiet: true, activation: 1 });
});

test('what a person decides of it holds at once, and is found in the audit trail', async () => {
  const { cookie } = await as('engineer');
  const answer = await app.fetch(paths.rationalisations, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ place: 'machine:saw', code: 'fanuc.SV0401', priority: 'low', latching: true }),
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('etag')).toBe('"1"');
  await until(async () => (await list('?machine=saw')).alarms[0]?.priority === 'low');
});

test('why it is stopped: what came first, what followed, how long it took before and what helped', async () => {
  const running = (time: number, value: string) =>
    said(time, {
      kind: 'state',
      path: 'execution',
      code: 'machine.execution',
      severity: 9,
      attributes: { value },
    });
  await app.logbook.append({
    events: [
      condition(10, 'normal', ''),
      running(100, 'ACTIVE'),
      condition(200, 'fault', 'SV0401'),
      running(201, 'INTERRUPTED'),
      condition(203, 'fault', 'EX1000'),
      condition(204, 'warning', 'EX1001'),
    ],
  });
  await standing(3);
  const why = await ask<WhyStopped>('operator', at(paths.whyStopped, 'saw'));
  expect(why.stop).toEqual({ fromUs: baseUs + 201 * second, execution: 'INTERRUPTED' });
  expect(why.first).toMatchObject({ alarm: idOf('SV0401'), raisedUs: baseUs + 200 * second });
  expect(why.followed.map(({ nativeCode }) => nativeCode)).toEqual(['EX1000', 'EX1001']);
  await until(async () => (await ask<WhyStopped>('operator', at(paths.whyStopped, 'saw'))).times === 1);
  const later = await ask<WhyStopped>('operator', at(paths.whyStopped, 'saw'));
  expect(later.before).toMatchObject([
    {
      fromUs: baseUs + second,
      helped: expect.arrayContaining([
        expect.objectContaining({ act: 'acknowledged', text: 'Reset the drive' }),
      ]),
    },
  ]);
});

test('statistics of the place, without a verdict before there are thirty days of data', async () => {
  const { cookie } = await as('operator');
  const statistics = async () => {
    const answer = await app.fetch(`${paths.alarmStatistics}?place=machine:saw`, { headers: { cookie } });
    return (await answer.json()) as { annunciated: number; perHour: { verdict: string } };
  };
  // The history is written behind the present.
  await until(async () => (await statistics()).annunciated === 4);
  expect((await statistics()).perHour.verdict).toBe('notYet');
});

test('an operator acknowledges while the database is away, each key once; shelving waits', async () => {
  await app.logbook.append({ events: [condition(1, 'fault', 'OH0700')] });
  const id = idOf('OH0700');
  await until(async () => (await list('?machine=saw')).alarms.some((alarm) => alarm.id === id));
  const { cookie } = await as('operator');
  const send = async (path: string, body: object, key?: string) => {
    const answer = await app.fetch(at(path, id), {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as AlarmView & Problem };
  };
  const away = () =>
    Promise.reject(new AppError('store.unavailable', { data: { reason: 'the cable is out' } }));
  const { sessions, places, people, roleGrants, idempotency } = app.store;
  const parts = [
    [sessions, 'find'],
    [places, 'list'],
    [people, 'get'],
    [roleGrants, 'of'],
    [idempotency, 'begin'],
  ] as const;
  const before = parts.map(([part, name]) => part[name as never]);
  for (const [part, name] of parts) Object.assign(part, { [name]: away });
  try {
    app.advance(60);
    const session = (await (await app.fetch(paths.session, { headers: { cookie } })).json()) as Session;
    expect(session.permissions).toContain('alarm.acknowledge');
    expect(session.permissions).not.toContain('alarm.shelve');
    const seen = { activation: 1, comment: 'On my way' };
    const done = await send(paths.alarmAcknowledgement, seen, 'acknowledge-it');
    expect(done).toMatchObject({ status: 200, body: { state: 'acknowledged' } });
    expect(await send(paths.alarmAcknowledgement, seen, 'acknowledge-it')).toMatchObject({
      status: 200,
      body: { state: 'acknowledged' },
    });
    expect((await send(paths.alarmAcknowledgement, seen, 'another-one')).body.code).toBe('alarm.notPossible');
    for (let attempt = 0; attempt < 2; attempt++)
      expect((await send(paths.alarmComments, { comment: 'Fan is blocked' }, 'comment-it')).status).toBe(200);
    expect((await send(paths.alarmComments, { comment: 'Else' }, 'comment-it')).body.code).toBe(
      'idempotency.reused',
    );
    expect((await send(paths.alarmShelving, { forUs: second, comment: 'x' })).status).toBe(503);
  } finally {
    for (const [index, [part, name]] of parts.entries()) Object.assign(part, { [name]: before[index] });
  }
  const { events } = await app.logbook.page({
    ...{ scope: everything, filter: { codes: ['alarm.acknowledged', 'alarm.commented'] } },
    ...{ order: 'received', direction: 'older', limit: 1000 },
  });
  const mine = events.filter(({ attributes }) => attributes.alarm === id);
  expect(mine.map(({ code }) => code)).toEqual(['alarm.acknowledged', 'alarm.commented']);
  await app.logbook.append({ events: [condition(2, 'normal', 'OH0700')] });
  await until(async () => (await list('?machine=saw')).alarms.every((alarm) => alarm.id !== id));
});
