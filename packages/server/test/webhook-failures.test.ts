import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { deliverWebhook } from '../src/features/webhooks/deliver-webhook.ts';
import { sealReadable } from '../src/features/webhooks/seal-secret.ts';
import { secretBox } from '../src/secrets/secret-box.ts';
import { until } from './support/start-test-app.ts';
import { alarm, at, signatureOf, toThisComputer, webhookRig } from './support/webhook-rig.ts';

const { add, app, call, deliveries, eventsAt, happen, hangUp, receiver, remove, reportsAt } = webhookRig();

const box = () => secretBox({ file: join(app().folder, 'data', 'keys', 'secrets.key'), randomBytes });

test('the database holds no secret that signs; one that an earlier version left readable still does, and is sealed', async () => {
  const hook = await add('/sealed', { codes: ['test.sealed'] });
  const stored = async () =>
    (await app().store.statements.executeSql('select id, secret from webhook')).rows as {
      id: string;
      secret: string;
    }[];
  const secretOf = async () => (await stored()).find(({ id }) => id === hook.id)!.secret;
  expect(await secretOf()).toMatch(/^sealed:/);
  await app().store.webhooks.setSecret(hook.id, hook.secret);
  await happen([alarm({ code: 'test.sealed' })]);
  await until(() => reportsAt('/sealed').length === 1);
  await sealReadable(app().store, box());
  expect(await secretOf()).toMatch(/^sealed:/);
  await happen([alarm({ code: 'test.sealed' })]);
  await until(() => reportsAt('/sealed').length === 2);
  for (const report of reportsAt('/sealed'))
    expect(report.headers['webhook-signature']).toBe(signatureOf(report, hook.secret));
});

test('one that hangs leaves room for the others', async () => {
  const slow = await add('/slow', { codes: ['test.slow'] });
  const quick = await add('/quick', { codes: ['test.quick'] });
  receiver.hang = ({ path }) => path === '/slow';
  await happen(Array.from({ length: 10 }, () => alarm({ code: 'test.slow' })));
  await until(() => reportsAt('/slow').length === 2);
  await happen(Array.from({ length: 5 }, () => alarm({ code: 'test.quick' })));
  await until(() => reportsAt('/quick').length === 5);
  expect(reportsAt('/slow')).toHaveLength(2);
  await Promise.all([remove(slow), remove(quick)]);
  receiver.hang = () => false;
  hangUp();
});

test('a receiver that fails is tried again with the same id and a new signature; a redirect is a failure', async () => {
  const hook = await add('/flaky', { codes: ['test.flaky'] });
  receiver.answer = () => (reportsAt('/flaky').length === 1 ? 302 : 200);
  await happen([alarm({ code: 'test.flaky' })]);
  await until(async () => (await deliveries(hook))[0]?.attempts === 1);
  expect((await deliveries(hook))[0]).toMatchObject({
    state: 'waiting',
    status: 302,
    problem: 'The other side answered 302.',
  });
  await until(async () => (await deliveries(hook))[0]?.state === 'delivered', 40_000);
  const [first, second] = reportsAt('/flaky');
  expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
  expect(second!.body).toBe(first!.body);
  expect(second!.headers['webhook-signature']).not.toBe(first!.headers['webhook-signature']);
  expect((await deliveries(hook))[0]!.problem).toBeUndefined();
  await remove(hook);
}, 60_000);

test('one that says it is gone is not asked again, and operators hear of it, the webhook itself excepted', async () => {
  const hook = await add('/gone');
  receiver.answer = () => 410;
  await happen([alarm({ code: 'test.gone' })]);
  await until(async () => (await deliveries(hook))[0]?.state === 'dead');
  const told = async () => {
    const { body } = await call<{ events: { code: string; attributes: Record<string, unknown> }[] }>(
      `${paths.events}?level=operator&code=webhook.undelivered`,
    );
    return body.events;
  };
  await until(async () => (await told()).length > 0);
  expect((await told())[0]!.attributes).toMatchObject({
    webhook: hook.id,
    eventCode: 'test.gone',
    attempts: 1,
    problem: 'webhook.answered',
  });
  expect(JSON.stringify(await told())).not.toContain('/gone');
  await happen([alarm({ code: 'test.gone' })]);
  await until(async () => (await deliveries(hook)).length === 2);
  expect((await deliveries(hook)).map(({ code }) => code)).toEqual(['test.gone', 'test.gone']);
  await remove(hook);
});

test('after a day of failures the last one makes a dead letter that is told once', async () => {
  const hook = await add('/dead', { codes: ['none'] });
  const [added] = await app().store.transaction((tx) =>
    tx.webhookDeliveries.add([{ webhook: hook.id, event: 'n.1.1', code: 'test.dead', body: '{}' }]),
  );
  const { id } = added!;
  receiver.answer = () => 500;
  const { handle, retries, retryDelaySeconds, longestDelaySeconds } = deliverWebhook({
    store: app().store,
    outgoing: toThisComputer,
    box: box(),
    siteOf: () => 'plant',
    nowUs: () => Date.now() * 1000,
  });
  const attempt = (last: boolean) =>
    handle(
      { delivery: id },
      { id, attempt: 0, last, signal: new AbortController().signal, progress: async () => undefined },
    );
  await expect(attempt(false)).rejects.toMatchObject({ code: 'webhook.answered' });
  expect(await app().store.webhookDeliveries.get(id)).toMatchObject({
    state: 'waiting',
    attempts: 1,
    status: 500,
  });
  await expect(attempt(true)).rejects.toMatchObject({ code: 'webhook.answered' });
  await expect(attempt(true)).rejects.toMatchObject({ code: 'webhook.answered' });
  expect(await app().store.webhookDeliveries.get(id)).toMatchObject({ state: 'dead', attempts: 3 });
  const told = async () =>
    (
      await call<{ events: { attributes: { delivery?: string } }[] }>(
        `${paths.events}?code=webhook.undelivered`,
      )
    ).body.events;
  await until(async () => (await told()).some(({ attributes }) => attributes.delivery === id));
  expect((await told()).filter(({ attributes }) => attributes.delivery === id)).toHaveLength(1);
  // A person has it tried again once the other side is back.
  receiver.answer = () => 200;
  await attempt(true);
  expect(await app().store.webhookDeliveries.get(id)).toMatchObject({ state: 'delivered' });
  // The pauses, with half of each left to chance, add up to about a day.
  const longest = Array.from({ length: retries }, (_, count) =>
    Math.min(longestDelaySeconds, retryDelaySeconds * 2 ** count),
  );
  const hours = longest.reduce((sum, seconds) => sum + seconds, 0) / 3600;
  expect(hours).toBeGreaterThan(20);
  expect(hours).toBeLessThan(28);
  await remove(hook);
});

test('a database that restarts in between costs nothing: each event is reported once', async () => {
  const hook = await add('/crash', { codes: ['test.crash'] });
  const lines = (await readFile(join(app().folder, 'data/postgres/18/postmaster.pid'), 'utf8')).split('\n');
  await happen([alarm({ code: 'test.crash', message: 'before' })]);
  await until(() => reportsAt('/crash').length === 1);
  // As a restored backup has it: it waits, and there is no task of it.
  const body = JSON.stringify({ type: 'test.crash', data: { message: 'of a backup' } });
  await app().store.webhookDeliveries.add([{ webhook: hook.id, event: 'a.1.1', code: 'test.crash', body }]);
  process.kill(Number(lines[0]), 'SIGKILL');
  await until(() => app().store.state().state !== 'ready');
  await happen([alarm({ code: 'test.crash', message: 'while away' })]);
  await app().store.ready(AbortSignal.timeout(60_000));
  await happen([alarm({ code: 'test.crash', message: 'after' })]);
  await until(() => new Set(eventsAt('/crash').map(({ data }) => data.message)).size === 4, 60_000);
  const ids = reportsAt('/crash').map(({ headers }) => headers['webhook-id']);
  await until(
    async () => (await deliveries(hook)).filter(({ state }) => state === 'delivered').length >= 2,
    60_000,
  );
  // At least once: a receiver tells repeated attempts by their id.
  expect(new Set(ids).size).toBe(4);
  await remove(hook);
}, 120_000);

test('a report that was given up is sent once more when a person asks; one that waits is not', async () => {
  const hook = await add('/again', { codes: ['test.again'] });
  receiver.answer = () => 410;
  await happen([alarm({ code: 'test.again' })]);
  await until(async () => (await deliveries(hook))[0]?.state === 'dead');
  const [dead] = await deliveries(hook);
  receiver.answer = () => 204;
  const address = at(paths.webhookRedelivery, hook.id).replace(':delivery', dead!.id);
  const again = () => call(address, { method: 'POST', headers: { 'idempotency-key': 'again-but-once' } });
  expect(await again()).toMatchObject({ status: 200, body: { id: dead!.id, state: 'waiting', attempts: 0 } });
  await until(async () => (await deliveries(hook))[0]?.state === 'delivered');
  await again();
  const [first, second, third] = reportsAt('/again');
  expect([second!.headers['webhook-id'], second!.body]).toEqual([first!.headers['webhook-id'], first!.body]);
  expect(third).toBeUndefined();

  receiver.hang = () => true;
  await call(address, { method: 'POST', headers: { 'idempotency-key': 'and-once-more' } });
  expect(await call(address, { method: 'POST' })).toMatchObject({
    status: 409,
    body: { code: 'webhook.deliveryWaiting' },
  });
  const unknown = address.replace(dead!.id, 'none');
  expect(await call(unknown, { method: 'POST' })).toMatchObject({
    status: 404,
    body: { code: 'webhook.deliveryNotFound' },
  });
  receiver.hang = () => false;
  hangUp();
  await remove(hook);
}, 60_000);
