/** Webhooks on the whole program, and the other side that hears of them. */
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AddedWebhook, type Deliveries, paths } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { judgeAddress } from '../../src/outgoing/judge-address.ts';
import { outgoing } from '../../src/outgoing/outgoing.ts';
import { eventsOfBothSites, type PlantApp, startPlantApp } from './start-plant-app.ts';

interface Report {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The other side, told by each test how to behave. */
interface Receiver {
  reports: Report[];
  answer: (report: Report) => number;
  hang: (report: Report) => boolean;
}

/** This computer as a private network that is allowed; everything else as it is. */
export const toThisComputer = outgoing({
  privateNetworks: ['127.0.0.1/32'],
  judge: (address) => (address === '127.0.0.1' ? { kind: 'private', reason: 'here' } : judgeAddress(address)),
});

export const at = (path: string, id: string) => path.replace(':id', id);
export const alarm = (change: Partial<NewEvent> = {}): NewEvent => ({
  ...eventsOfBothSites(1)[0]!,
  machine: 'mill',
  kind: 'message',
  severity: 13,
  code: 'test.alarm',
  ...change,
});

export const signatureOf = ({ headers, body }: Report, secret: string): string => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
};

export function webhookRig() {
  const receiver: Receiver = { reports: [], answer: () => 204, hang: () => false };
  let server: Server;
  let app: PlantApp;
  let cookie: string;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const report = { path: request.url!, headers: request.headers as Record<string, string>, body };
      receiver.reports.push(report);
      if (!receiver.hang(report)) response.writeHead(receiver.answer(report)).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    app = await startPlantApp({ outgoing: () => toThisComputer });
    ({ cookie } = await app.holder('platformOwner', 'enterprise:own'));
  }, 90_000);
  beforeEach(() => {
    Object.assign(receiver, { reports: [], answer: () => 204, hang: () => false });
  });
  afterAll(async () => {
    await app.stop();
    server.close().closeAllConnections();
  });

  const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  async function call<T>(
    path: string,
    init: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
  ) {
    const { method = 'GET', body, headers } = init;
    const answered = await app.fetch(path, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answered.status, body: (await answered.json()) as T };
  }
  async function add(path: string, change: Record<string, unknown> = {}): Promise<AddedWebhook> {
    const body = { place: 'site:plant', name: path, url: url(path), level: 'operator', ...change };
    const added = await call<AddedWebhook>(paths.webhooks, { method: 'POST', body });
    expect(added).toMatchObject({ status: 200 });
    return added.body;
  }
  const remove = ({ id }: { id: string }) =>
    call(at(paths.webhook, id), { method: 'DELETE', headers: { 'if-match': '"1"' } });
  const deliveries = async ({ id }: { id: string }) =>
    (await call<Deliveries>(at(paths.webhookDeliveries, id))).body.deliveries;
  const reportsAt = (path: string) => receiver.reports.filter((report) => report.path === path);
  const eventsAt = (path: string) =>
    reportsAt(path).map(
      ({ body }) => JSON.parse(body) as { type: string; timestamp: string; data: NewEvent & { id: string } },
    );
  const happen = (events: NewEvent[]) => app.logbook.append({ events });
  const read = async (path: string) => (await app.fetch(path, { headers: { cookie } })).text();

  return {
    receiver,
    app: () => app,
    hangUp: () => server.closeAllConnections(),
    ...{ url, call, add, remove, deliveries, reportsAt, eventsAt, happen, read },
  };
}
