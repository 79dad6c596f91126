import { type DeliveryView, paths, type WebhookView } from '@mantinel/contract';
import { isVisibleAt } from '@mantinel/domain';
import { expect, test } from 'vitest';
import { eventsOfBothSites, markOf } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';
import { alarm, at, signatureOf, webhookRig } from './support/webhook-rig.ts';

const { add, call, deliveries, eventsAt, happen, read, receiver, remove, reportsAt, url } = webhookRig();

test('what the place sees at the level is reported once, signed, and nothing else', async () => {
  const hook = await add('/site');
  const line = await add('/line', { place: 'line:milling', level: 'technical' });
  const events = eventsOfBothSites(60);
  await happen([...events, alarm({ kind: 'sample', severity: 17, code: 'test.sample' })]);
  const ofPlant = events.filter(({ site, kind }) => site === 'plant' && kind !== 'audit');
  const expected = ofPlant.filter((event) => isVisibleAt('operator', event));
  const ofLine = ofPlant.filter((event) => event.machine === 'mill' && isVisibleAt('technical', event));
  expect(expected.length).toBeGreaterThan(5);
  await until(
    () => reportsAt('/site').length >= expected.length && reportsAt('/line').length >= ofLine.length,
    30_000,
  );
  const sorted = (list: string[]) => list.toSorted();
  expect(sorted(eventsAt('/site').map(({ data }) => data.message))).toEqual(
    sorted(expected.map(({ message }) => message)),
  );
  expect(sorted(eventsAt('/line').map(({ data }) => data.message))).toEqual(
    sorted(ofLine.map(({ message }) => message)),
  );
  expect(JSON.stringify(receiver.reports)).not.toContain(markOf('away'));

  for (const report of reportsAt('/site')) {
    const { headers } = report;
    expect(headers['webhook-signature']).toBe(signatureOf(report, hook.secret));
    expect(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
    expect(headers['content-type']).toBe('application/json');
  }
  const { type, timestamp, data } = eventsAt('/site')[0]!;
  expect(data.code).toBe(type);
  expect(Date.parse(timestamp) * 1000).toBe(data.timeUs);
  await until(async () => (await deliveries(hook)).every(({ state }) => state === 'delivered'));
  const seen = await deliveries(hook);
  expect(seen.map(({ event }) => event).toSorted()).toEqual(
    eventsAt('/site')
      .map((event) => event.data.id)
      .toSorted(),
  );
  await Promise.all([remove(hook), remove(line)]);
}, 60_000);

test('the secret is shown once; a new one signs from then on', async () => {
  const hook = await add('/secret');
  expect(await read(at(paths.webhook, hook.id))).not.toContain('whsec_');
  expect(await read(paths.webhooks)).not.toContain('whsec_');
  const { body } = await call<{ secret: string }>(at(paths.webhookSecret, hook.id), { method: 'POST' });
  expect(body.secret).toMatch(/^whsec_/);
  expect(body.secret).not.toBe(hook.secret);
  await call(at(paths.webhookTest, hook.id), { method: 'POST' });
  await until(() => reportsAt('/secret').length === 1);
  const [report] = reportsAt('/secret');
  expect(report!.headers['webhook-signature']).toBe(signatureOf(report!, body.secret));
  await remove(hook);
});

test('a test delivery under one key is sent once and seen', async () => {
  const hook = await add('/test');
  const send = () =>
    call<DeliveryView>(at(paths.webhookTest, hook.id), {
      method: 'POST',
      headers: { 'idempotency-key': 'test-it-once' },
    });
  const first = await send();
  expect(first).toMatchObject({ status: 200, body: { code: 'webhook.test', state: 'waiting', attempts: 0 } });
  expect(await send()).toEqual(first);
  await until(async () => (await deliveries(hook))[0]?.state === 'delivered');
  expect(await deliveries(hook)).toMatchObject([{ id: first.body.id, attempts: 1, status: 204 }]);
  expect(reportsAt('/test')).toHaveLength(1);
  expect(reportsAt('/test')[0]!.headers['webhook-id']).toBe(first.body.id);
  await remove(hook);
});

test('codes narrow the level; a pause ends reports until it is over', async () => {
  const hook = await add('/codes', { codes: ['test.al*', 'other.exact'] });
  const change = (version: number, paused: boolean) =>
    call<WebhookView>(at(paths.webhook, hook.id), {
      method: 'PUT',
      body: {
        name: 'codes',
        url: url('/codes'),
        level: 'operator',
        codes: ['test.al*', 'other.exact'],
        paused,
      },
      headers: { 'if-match': `"${version}"` },
    });
  await happen([
    alarm(),
    alarm({ code: 'other.exact' }),
    alarm({ code: 'other.exactly' }),
    alarm({ code: 'no' }),
  ]);
  await until(() => reportsAt('/codes').length >= 2);
  expect(await change(1, true)).toMatchObject({ status: 200, body: { paused: true, version: 2 } });
  expect(await change(1, false)).toMatchObject({ status: 412 });
  await happen([alarm({ message: 'while paused' })]);
  expect(await call(at(paths.webhookTest, hook.id), { method: 'POST' })).toMatchObject({
    body: { code: 'webhook.paused' },
  });
  const witness = await add('/witness', { codes: ['test.al*'] });
  await happen([alarm({ message: 'witnessed' })]);
  await until(() => reportsAt('/witness').length >= 1);
  await change(2, false);
  await happen([alarm({ message: 'again' })]);
  await until(() => eventsAt('/codes').some(({ data }) => data.message === 'again'));
  expect(
    eventsAt('/codes')
      .map(({ data }) => data.code)
      .toSorted(),
  ).toEqual(['other.exact', 'test.alarm', 'test.alarm']);
  expect(eventsAt('/codes').map(({ data }) => data.message)).not.toContain('while paused');
  await Promise.all([
    call(at(paths.webhook, hook.id), { method: 'DELETE', headers: { 'if-match': '"3"' } }),
    remove(witness),
  ]);
});

test('addresses that nothing may be sent to are refused when they are entered', async () => {
  for (const bad of ['http://169.254.169.254/latest/', 'https://[::1]/', 'https://a:b@example.com/']) {
    const body = { place: 'site:plant', name: 'bad', url: bad, level: 'operator' };
    expect([bad, await call(paths.webhooks, { method: 'POST', body })]).toEqual([
      bad,
      expect.objectContaining({ status: 422, body: expect.objectContaining({ code: 'outgoing.refused' }) }),
    ]);
  }
  const body = { place: 'site:plant', name: 'bad', url: 'file:///etc/passwd', level: 'operator' };
  expect(await call(paths.webhooks, { method: 'POST', body })).toMatchObject({ status: 400 });
});

test('a place that webhooks report is in use; what people do to webhooks stands in the audit trail, without secrets', async () => {
  const hook = await add('/used?token=sesame', { name: 'used', place: 'line:milling' });
  const removed = await call(at(paths.place, 'line:milling'), {
    method: 'DELETE',
    headers: { 'if-match': '"1"' },
  });
  expect(removed).toMatchObject({ status: 409, body: { code: 'place.inUse' } });
  await remove(hook);
  const trail = () => read(`${paths.events}?kind=audit&code=webhook.*&limit=500`);
  await until(async () => (await trail()).includes('webhook.removed'));
  expect(await trail()).not.toMatch(/whsec_|sesame/);
});
