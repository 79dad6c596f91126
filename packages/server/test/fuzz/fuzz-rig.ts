/** The whole program on real parts, asked by everybody, each answer held against the API's description. */
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { enterpriseRoot } from '@mantinel/domain';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describeApi } from '../../src/http/openapi/describe-api.ts';
import { routes } from '../../src/routes.ts';
import { eventsOfBothSites, type PlantApp, startPlantApp } from '../support/start-plant-app.ts';
import { type FuzzRequest, requestsTo, type Target, targetsOf } from './requests.ts';

export interface FuzzRig {
  readonly targets: readonly Target[];
  requestsTo(target: Target): ReturnType<typeof requestsTo>;
  /** What is wrong with the answer; undefined when it is as described. */
  send(asked: FuzzRequest): Promise<string | undefined>;
  /** By status, of all answers so far. */
  readonly answered: ReadonlyMap<number, number>;
  readonly app: PlantApp;
  stop(): Promise<void>;
}

/** Somebody else's server does not answer: a described refusal, and no failure of ours. */
const elsewhere = /"code":"(\w+\.unreachable|outgoing\.failed)"/;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

export async function startFuzzRig(): Promise<FuzzRig> {
  const app = await startPlantApp();
  await app.logbook.append({ events: eventsOfBothSites(60) });
  const document = describeApi(routes, '0.0.0');
  const targets = targetsOf(document);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'api');
  const checks = new Map<string, ValidateFunction>();
  const pathOf = new Map(targets.map((target) => [target.operation.operationId, target]));

  const credentials = { owner: await owner(), viewer: await viewer(), token: await token(), nobody: {} };
  const known = await knownIds(app);
  const answered = new Map<number, number>();

  async function owner(): Promise<Record<string, string>> {
    return { cookie: (await app.person([{ role: 'platformOwner', place: enterpriseRoot }])).cookie };
  }
  async function viewer(): Promise<Record<string, string>> {
    return { cookie: (await app.person([{ role: 'viewer', place: 'site:plant' }])).cookie };
  }
  async function token(): Promise<Record<string, string>> {
    const { cookie } = await app.person([{ role: 'organisationAdmin', place: enterpriseRoot }]);
    const permissions = [
      'event.read',
      'event.export',
      'machine.read',
      'place.read',
      'place.edit',
      'person.read',
      'job.edit',
      'job.read',
    ];
    const body = JSON.stringify({ name: 'fuzz', permissions, place: enterpriseRoot });
    const answer = await app.fetch('/api/v1/tokens', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body,
    });
    return { authorization: `Bearer ${((await answer.json()) as { secret: string }).secret}` };
  }

  /** Whoever ended their own session or lost their roles comes back as somebody new. */
  async function renew(as: FuzzRequest['as'], status: number, asked: FuzzRequest): Promise<void> {
    const ended = asked.method === 'DELETE' && /session/i.test(asked.operation) && status === 200;
    if (as === 'owner' && (ended || status === 401)) credentials.owner = await owner();
    if (as === 'viewer' && (ended || status === 401)) credentials.viewer = await viewer();
    if (as === 'token' && status === 401) credentials.token = await token();
  }

  /** Of the media type that the status says, in the schema that the description gives for it. */
  function judge({ operation }: Target, { status, type, text }: Answer): string | undefined {
    if (status >= 500 && !elsewhere.test(text)) return `answered ${status}: ${text.slice(0, 300)}`;
    const response = operation.responses[String(status)];
    if (response === undefined) return `answered ${status}, which is not described: ${text.slice(0, 200)}`;
    const media = type.split(';')[0]!;
    if (!(media in response.content)) return `answered ${status} as ${type}, which is not described`;
    if (media !== 'application/json' && media !== 'application/problem+json') return undefined;
    const name = `${operation.operationId} ${status}`;
    let check = checks.get(name);
    if (check === undefined) {
      const { schema } = response.content[media]!;
      check = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')));
      checks.set(name, check);
    }
    return check(JSON.parse(text))
      ? undefined
      : `answered ${status} in another shape: ${ajv.errorsText(check.errors)}: ${text.slice(0, 300)}`;
  }

  return {
    targets,
    app,
    answered,
    requestsTo: (target) => requestsTo(target, document.components.schemas, known),
    send: async (asked) => {
      const target = pathOf.get(asked.operation)!;
      let answer = await ask(app.url, asked, credentials[asked.as]);
      // On a starved machine the database may be late: then it waits, as its remedy says, and for a minute at most.
      for (let waited = 0; waited < 60 && isLate(answer); waited++) {
        await sleep(1000);
        answer = await ask(app.url, asked, credentials[asked.as]);
      }
      answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1);
      await renew(asked.as, answer.status, asked);
      return judge(target, answer);
    },
    stop: () => app.stop(),
  };
}

const isLate = ({ status, text }: Answer): boolean =>
  status === 503 && text.includes('"code":"store.unavailable"');

function ask(url: string, asked: FuzzRequest, credentials: Record<string, string>): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const { method, path, headers, body } = asked;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        method,
        path,
        headers: {
          ...headers,
          ...credentials,
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        },
        timeout: 20_000,
      },
      (answer) => {
        const status = answer.statusCode!;
        const type = answer.headers['content-type'] ?? '';
        if (type.startsWith('text/event-stream')) {
          answer.destroy();
          resolve({ status, type, text: '' });
          return;
        }
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ status, type, text: Buffer.concat(chunks).toString() }));
        answer.on('error', reject);
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('no answer within 20 s')));
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Something of each kind, made past the API. */
async function knownIds({ store, person }: PlantApp): Promise<Record<string, string[]>> {
  const { id } = await person([{ role: 'viewer', place: 'site:plant' }]);
  const part = await store.parts.add({ place: 'site:plant', number: 'F-1', name: 'Flange' });
  const job = await store.jobs.add({
    place: 'line:milling',
    number: 'J-1',
    part: part.id,
    quantity: 1,
    operations: [],
  });
  const webhook = await store.webhooks.add({
    place: 'line:milling',
    name: 'Board',
    url: 'https://hooks.example/x',
    level: 'operator',
    codes: ['none.of.these'],
    secret: 'whsec_x',
  });
  const grants = await store.roleGrants.of(id);
  const places = await store.places.list();
  return {
    people: [id],
    parts: [part.id],
    jobs: [job.id],
    webhooks: [webhook.id],
    grants: grants.map((grant) => grant.id),
    places: [...places.map((place) => place.id), enterpriseRoot],
    machines: ['mill', 'saw', 'lathe'],
    events: ['node.1.1', 'node.1.9999999'],
    tasks: ['f3b1c9a2-5d47-4c0e-9a51-2f8e6d7c1b40'],
  };
}
