import type { AddressInfo } from 'node:net';
import {
  type NotificationRuleView,
  type Notifications,
  paths,
  type TestedNotification,
} from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import { alarmIdOf } from '@mantinel/store';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';
import { alarm, at, toThisComputer } from './support/webhook-rig.ts';

interface Received {
  readonly to: readonly string[];
  readonly raw: string;
}

let smtp: SMTPServer;
let received: Received[] = [];
let refuse: ((to: string) => number | undefined) | undefined;
let app: PlantApp;
let cookie: string;

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'mantinel' && password === 'mail-password'
        ? done(null, { user: username })
        : done(new Error('no such user')),
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = refuse?.(address);
      done(responseCode === undefined ? null : Object.assign(new Error('not now'), { responseCode }));
    },
    onData: (stream, { envelope }, done) => {
      let raw = '';
      stream.on('data', (chunk: Buffer) => {
        raw += chunk.toString();
      });
      stream.on('end', () => {
        received.push({ to: envelope.rcptTo.map(({ address }) => address), raw });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    smtp.listen(0, '127.0.0.1', resolve);
  });
  const { port } = smtp.server.address() as AddressInfo;
  app = await startPlantApp(
    { outgoing: () => toThisComputer, notifyEveryMs: 50 },
    {
      mail: { host: '127.0.0.1', port, security: 'none', user: 'mantinel', from: 'mantinel@plant.example' },
    },
  );
  ({ cookie } = await app.holder('platformOwner', 'enterprise:own'));
}, 90_000);
beforeEach(() => {
  received = [];
  refuse = undefined;
});
afterAll(async () => {
  await app?.stop();
  await new Promise<void>((resolve) => {
    smtp.close(() => resolve());
  });
});

async function call<T>(path: string, init: { method?: string; body?: unknown; headers?: object } = {}) {
  const { method = 'GET', body, headers } = init;
  const answered = await app.fetch(path, {
    method,
    headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answered.status, body: (await answered.json()) as T };
}
let count = 0;
const plan = (change: Record<string, unknown> = {}) => ({
  place: 'line:milling',
  name: `Rule ${++count}`,
  when: { kind: 'alarm', least: 'low' },
  delayMinutes: 0,
  groupMinutes: 0,
  language: 'en',
  steps: [{ afterMinutes: 0, emails: ['eva@plant.example'], browser: false }],
  ...change,
});
async function add(change: Record<string, unknown> = {}): Promise<NotificationRuleView> {
  const added = await call<NotificationRuleView>(paths.notificationRules, {
    method: 'POST',
    body: plan(change),
  });
  expect(added).toMatchObject({ status: 200 });
  return added.body;
}
const remove = ({ id }: { id: string }) =>
  call(at(paths.notificationRule, id), { method: 'DELETE', headers: { 'if-match': '"1"' } });
const told = async ({ id }: { id: string }) =>
  (await call<Notifications>(at(paths.notificationsTold, id))).body.notifications;
let aheadUs = 0;
const now = () => Date.now() * 1000 + aheadUs;
/** Time goes on for the program and for its machines. */
const advance = (seconds: number) => {
  aheadUs += seconds * 1_000_000;
  app.advance(seconds);
};
const happen = (...events: NewEvent[]) =>
  app.logbook.append({ events: events.map((event) => ({ ...event, receivedUs: now() })) });
const condition = (level: string, nativeCode: string, change: Partial<NewEvent> = {}) =>
  alarm({
    timeUs: now(),
    kind: 'condition',
    path: 'servo',
    severity: level === 'normal' ? 9 : 17,
    code: `test.${nativeCode}`,
    message: `ALARM ${nativeCode}`,
    attributes: { level, nativeCode },
    ...change,
  });
const isNeverTold = (mails = received.length) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, 400);
  }).then(() => expect(received).toHaveLength(mails));
/** Quoted-printable, as a mail program reads it. */
const textOf = ({ raw }: Received) =>
  Buffer.from(
    raw
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

test('an alarm is told by mail in plain words, once, with a link; one of another place is not', async () => {
  const rule = await add();
  await happen(
    condition('fault', 'T1'),
    condition('fault', 'T9', { machine: 'saw' }),
    condition('fault', 'T1', { timeUs: now() + 1 }),
  );
  await until(() => received.length === 1, 20_000);
  const [mail] = received;
  expect(mail!.to).toEqual(['eva@plant.example']);
  const text = textOf(mail!);
  expect(text).toMatch(/^Subject: \[Mantinel\] mill: ALARM T1\r?$/m);
  expect(text).toContain('test.T1: ALARM T1');
  expect(text).toContain('/events/');
  expect(text).toContain(`/admin/notifications/${rule.id}`);
  await until(async () => (await told(rule))[0]?.state === 'delivered');
  expect(await told(rule)).toMatchObject([
    { channel: 'email', target: 'eva@plant.example', count: 1, attempts: 1 },
  ]);
  await isNeverTold();
  // Cleared and raised anew it is another.
  await happen(condition('normal', 'T1'));
  await happen(condition('fault', 'T1'));
  await until(() => received.length === 2, 20_000);
  await remove(rule);
}, 60_000);

test('a flood is one message that counts, and the next waits for its time', async () => {
  const rule = await add({
    groupMinutes: 5,
    when: { kind: 'events', level: 'operator', codes: ['test.flood*'] },
  });
  await happen(...Array.from({ length: 3000 }, (_, index) => alarm({ code: `test.flood${index}` })));
  await until(() => received.length === 1, 20_000);
  expect(textOf(received[0]!)).toContain('… and 2980 more.');
  await happen(...Array.from({ length: 10 }, () => alarm({ code: 'test.flood' })));
  await isNeverTold();
  advance(301);
  await until(() => received.length === 2, 20_000);
  expect((await told(rule)).map(({ count: of }) => of)).toEqual([10, 3000]);
  await remove(rule);
}, 60_000);

test('what is over before its delay is told to nobody; what nobody acknowledges goes to the next', async () => {
  const rule = await add({
    delayMinutes: 5,
    steps: [
      { afterMinutes: 0, emails: ['eva@plant.example'], browser: false },
      { afterMinutes: 10, emails: ['boss@plant.example'], browser: false },
    ],
  });
  await happen(condition('fault', 'T2'));
  await isNeverTold(0);
  await happen(condition('normal', 'T2'), condition('fault', 'T3'));
  await isNeverTold(0);
  advance(301);
  await until(() => received.length === 1, 20_000);
  expect(textOf(received[0]!)).toContain('ALARM T3');
  expect(textOf(received[0]!)).not.toContain('T2');
  advance(601);
  await until(() => received.length === 2, 20_000);
  expect(received[1]!.to).toEqual(['boss@plant.example']);
  expect(textOf(received[1]!)).toContain('Nobody has acknowledged this');
  // Cleared after the first step, the next is not troubled.
  await happen(condition('fault', 'T4'));
  await isNeverTold(2);
  advance(301);
  await until(() => received.length === 3, 20_000);
  await happen(condition('normal', 'T4'));
  await isNeverTold(3);
  advance(601);
  await isNeverTold(3);
  await remove(rule);
}, 60_000);

/** The alarm of `condition(…, nativeCode)`. */
const alarmOf = (nativeCode: string) =>
  alarmIdOf({ site: 'plant', machine: 'mill', path: 'servo', code: `test.${nativeCode}`, nativeCode });

test('who acknowledges or shelves an alarm ends its escalation; what is out of service is told to nobody', async () => {
  const deal = async (path: string, nativeCode: string, body: object) => {
    await until(async () => (await call(at(paths.alarm, alarmOf(nativeCode)))).status === 200);
    expect(await call(at(path, alarmOf(nativeCode)), { method: 'POST', body })).toMatchObject({
      status: 200,
    });
  };
  const boss = { afterMinutes: 10, emails: ['boss@plant.example'], browser: false };
  const rule = await add({ steps: [{ ...boss, afterMinutes: 0 }, boss] });
  await happen(condition('fault', 'A1'), condition('fault', 'A2'));
  const words = () => received.map(textOf).join('');
  await until(() => words().includes('ALARM A1') && words().includes('ALARM A2'), 20_000);
  const mails = received.length;
  await deal(paths.alarmAcknowledgement, 'A1', { activation: 1 });
  await deal(paths.alarmShelving, 'A2', { forUs: 3_600_000_000, comment: 'Waiting for a part' });
  await deal(paths.alarmOutOfService, 'A2', { comment: 'Taken apart' });
  await isNeverTold(mails);
  advance(601);
  await isNeverTold(mails);
  // It goes on being recorded, and comes and goes for nobody.
  await happen(condition('normal', 'A2'));
  await happen(condition('fault', 'A2'));
  await isNeverTold(mails);
  await remove(rule);
}, 60_000);

test('how urgent an alarm is, engineers decide, and the rule goes by that', async () => {
  const decision = { place: 'machine:mill', code: 'test.A3', priority: 'high' };
  const decided = await call(paths.rationalisations, { method: 'POST', body: decision });
  expect(decided).toMatchObject({ status: 200 });
  const rule = await add({ when: { kind: 'alarm', least: 'high' } });
  await happen(condition('fault', 'A4'), condition('warning', 'A3'));
  await until(() => received.length === 1, 20_000);
  expect(textOf(received[0]!)).toContain('ALARM A3');
  await isNeverTold(1);
  await remove(rule);
}, 60_000);

test('no header is made of what a machine or a person wrote', async () => {
  const evil = 'x\r\nBcc: thief@evil.example\r\n\r\nbody';
  const refused = await call(paths.notificationRules, { method: 'POST', body: plan({ name: evil }) });
  expect(refused.status).toBe(400);
  const address = { afterMinutes: 0, emails: ['a@b.example\r\nBcc: thief@evil.example'], browser: false };
  expect(
    (await call(paths.notificationRules, { method: 'POST', body: plan({ steps: [address] }) })).status,
  ).toBe(400);
  const rule = await add();
  await happen(condition('fault', 'T5', { message: evil }));
  await until(() => received.length === 1, 20_000);
  const [mail] = received;
  expect(mail!.to).toEqual(['eva@plant.example']);
  const [head] = mail!.raw.split(/\r?\n\r?\n/);
  expect(head).not.toMatch(/^bcc:/im);
  expect(head!.match(/^subject:/gim)).toHaveLength(1);
  await remove(rule);
}, 30_000);

test('a server that refuses for now is tried again, one that refuses for good is given up and told of', async () => {
  let times = 0;
  refuse = (to) => {
    if (to === 'gone@plant.example') return 550;
    times += 1;
    return times === 1 ? 451 : undefined;
  };
  const emails = ['later@plant.example', 'gone@plant.example'];
  const rule = await add({ steps: [{ afterMinutes: 0, emails, browser: false }] });
  await happen(condition('fault', 'T6'));
  await until(() => received.length === 1, 30_000);
  expect(received[0]!.to).toEqual(['later@plant.example']);
  await until(async () => (await told(rule)).every(({ state }) => state !== 'waiting'));
  const byTarget = new Map((await told(rule)).map((one) => [one.target, one]));
  expect(byTarget.get('later@plant.example')).toMatchObject({ state: 'delivered', attempts: 2 });
  expect(byTarget.get('gone@plant.example')).toMatchObject({ state: 'dead', attempts: 1 });
  const undelivered = async () =>
    (await app.fetch(`${paths.events}?code=notification.undelivered`, { headers: { cookie } })).text();
  await until(async () => (await undelivered()).includes(rule.id));
  expect(await undelivered()).not.toContain('gone@plant.example');
  await remove(rule);
}, 60_000);

test('quiet hours put off what is not urgent; a browser hears through the log; a test is told at once', async () => {
  const quiet = { from: '00:00', to: '00:00', exceptHigh: true };
  const browser = [{ afterMinutes: 0, emails: [], browser: true }];
  const silent = await add({ quiet });
  const loud = await add({ steps: browser });
  await happen(condition('fault', 'T7'));
  const heard = async () =>
    (await app.fetch(`${paths.events}?code=notification.told`, { headers: { cookie } })).text();
  await until(async () => (await heard()).includes('ALARM T7'), 20_000);
  await isNeverTold(0);
  const tested = await call<TestedNotification>(at(paths.notificationRuleTest, silent.id), {
    method: 'POST',
  });
  expect(tested).toMatchObject({
    status: 200,
    body: { notifications: [{ channel: 'email', state: 'waiting' }] },
  });
  await until(() => received.length === 1, 20_000);
  expect(textOf(received[0]!)).toContain('This is a test');
  await Promise.all([remove(silent), remove(loud)]);
}, 60_000);

test('a machine that is silent is told of, once', async () => {
  advance(31 * 60);
  const rule = await add({ when: { kind: 'machineSilent', minutes: 30 } });
  await until(() => received.length === 1, 20_000);
  expect(textOf(received[0]!)).toContain('mill: Nothing has been heard of the machine for 30 min');
  await isNeverTold(1);
  await remove(rule);
}, 30_000);
