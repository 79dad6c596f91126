/** What people and programs ask of a shop's server, and how often: mostly what the panel and its neighbours read. */
import { paths } from '@mantinel/contract';
import type { Answer, Asking } from './connection.ts';

/** One client and what it has entered so far. */
export interface Client {
  readonly number: number;
  readonly site: string;
  readonly random: () => number;
  readonly ask: (path: string, asking?: Asking) => Promise<Answer>;
  part?: { id: string; etag: string } | undefined;
  job?: { id: string; etag: string; part: string } | undefined;
  webhook?: { id: string; etag: string } | undefined;
  /** Towards older pages. */
  older?: string | undefined;
}

export interface Action {
  readonly name: string;
  readonly weight: number;
  readonly permission: string;
  readonly run: (client: Client) => Promise<Answer>;
}

const levels = ['operator', 'technical', 'developer'] as const;
const facets = ['machine', 'code', 'severity'] as const;
const any = <T>(all: readonly T[], { random }: Client): T => all[Math.floor(random() * all.length)]!;
const reason = 'Load test';

const read = (
  name: string,
  weight: number,
  permission: string,
  path: (client: Client) => string,
): Action => ({
  name,
  weight,
  permission,
  run: (client) => client.ask(path(client)),
});
/** The key makes it one effect, however often it is sent. */
const keyed = () => ({ 'idempotency-key': crypto.randomUUID() });
const place = ({ site }: Client) => `site:${site}`;

export const mix: readonly Action[] = [
  {
    name: 'first page',
    weight: 20,
    permission: 'event.read',
    run: async (client) => {
      const answer = await client.ask(`${paths.events}?level=${any(levels, client)}&limit=200`);
      client.older = (JSON.parse(answer.body) as { older?: string }).older;
      return answer;
    },
  },
  read('older page', 8, 'event.read', ({ older }) =>
    older === undefined ? paths.events : `${paths.events}?limit=200&cursor=${encodeURIComponent(older)}`,
  ),
  read('counts', 12, 'event.read', (client) => `${paths.eventCounts}?level=${any(levels, client)}`),
  read('histogram', 12, 'event.read', (client) => `${paths.eventHistogram}?level=${any(levels, client)}`),
  read('facets', 8, 'event.read', (client) => `${paths.eventFacets}?by=${any(facets, client)}`),
  read('machines', 10, 'machine.read', () => paths.machines),
  read('status', 8, 'status.read', () => paths.status),
  read('session', 4, 'event.read', () => paths.session),
  read('people', 3, 'person.read', () => paths.people),
  read('places', 4, 'place.read', () => paths.places),
  read('parts', 2, 'job.read', () => paths.parts),
  read('jobs', 2, 'job.read', () => paths.jobs),
  {
    name: 'add part',
    weight: 1,
    permission: 'job.edit',
    run: async (client) => {
      const answer = await client.ask(paths.parts, {
        method: 'POST',
        headers: keyed(),
        body: { place: place(client), number: crypto.randomUUID(), name: 'Flange', reason },
      });
      client.part = entered(answer);
      return answer;
    },
  },
  {
    name: 'change part',
    weight: 2,
    permission: 'job.edit',
    run: async (client) => {
      if (!client.part) return addFirst('add part', client);
      const { id, etag } = client.part;
      const answer = await client.ask(paths.part.replace(':id', id), {
        method: 'PATCH',
        headers: { ...keyed(), 'if-match': etag },
        body: { name: `Flange ${client.random()}`, reason },
      });
      client.part = entered(answer);
      return answer;
    },
  },
  {
    name: 'add job',
    weight: 1,
    permission: 'job.edit',
    run: async (client) => {
      if (!client.part) return addFirst('add part', client);
      const part = client.part.id;
      const answer = await client.ask(paths.jobs, {
        method: 'POST',
        headers: keyed(),
        body: {
          place: place(client),
          number: crypto.randomUUID(),
          part,
          quantity: 5,
          operations: [],
          reason,
        },
      });
      const job = entered(answer);
      client.job = job && { ...job, part };
      return answer;
    },
  },
  {
    name: 'change job',
    weight: 2,
    permission: 'job.edit',
    run: async (client) => {
      if (!client.job) return addFirst('add job', client);
      const { id, etag, part } = client.job;
      const quantity = 1 + Math.floor(client.random() * 100);
      const answer = await client.ask(paths.job.replace(':id', id), {
        method: 'PUT',
        headers: { ...keyed(), 'if-match': etag },
        body: { part, quantity, operations: [{ number: 10, name: 'Mill' }], reason },
      });
      const job = entered(answer);
      client.job = job && { ...job, part };
      return answer;
    },
  },
  {
    name: 'change webhook',
    // Few may: owners and managers alone.
    weight: 6,
    permission: 'webhook.edit',
    run: async (client) => {
      // Of codes that nothing has: it is entered and changed, and never sent to.
      const fields = {
        name: `Hook ${client.number}`,
        url: 'http://192.168.10.5/none',
        level: 'operator',
        codes: ['none'],
      };
      const { webhook } = client;
      const answer = await (webhook
        ? client.ask(paths.webhook.replace(':id', webhook.id), {
            method: 'PUT',
            headers: { ...keyed(), 'if-match': webhook.etag },
            body: { ...fields, paused: client.random() < 0.5, reason },
          })
        : client.ask(paths.webhooks, {
            method: 'POST',
            headers: keyed(),
            body: { place: place(client), ...fields, reason },
          }));
      client.webhook = entered(answer);
      return answer;
    },
  },
];

const addFirst = (name: string, client: Client) => mix.find((action) => action.name === name)!.run(client);

function entered({ status, body, etag }: Answer): { id: string; etag: string } | undefined {
  if (status !== 200 || etag === undefined) return undefined;
  return { id: (JSON.parse(body) as { id: string }).id, etag };
}

/** What this caller may do, by the weights of what is left. */
export function chooser(permissions: readonly string[]): (random: number) => Action {
  const allowed = mix.filter(({ permission }) => permissions.includes(permission));
  const total = allowed.reduce((sum, { weight }) => sum + weight, 0);
  return (random) => {
    let left = random * total;
    for (const action of allowed) {
      left -= action.weight;
      if (left < 0) return action;
    }
    return allowed.at(-1)!;
  };
}
