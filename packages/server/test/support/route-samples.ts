/** One valid request for each route, about something of the site `plant`. The permission walk fails when a route has none. */
import { paths } from '@mantinel/contract';
import type { PlantApp } from './start-plant-app.ts';

export interface Sample {
  /** The route's own when left out. */
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

type MakeSample = (app: PlantApp) => Sample | undefined | Promise<Sample | undefined>;

let count = 0;
const newName = (): string => {
  count += 1;
  return `sample-${count}`;
};
const json = (body: unknown, headers: Record<string, string> = {}): Sample => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const plain = () => undefined;

/** By method and path, as routes are declared. */
export const samples: Readonly<Record<string, MakeSample>> = {
  [`GET ${paths.session}`]: plain,
  [`POST ${paths.session}`]: () => json({ name: newName(), password: 'wrong' }),
  [`DELETE ${paths.session}`]: plain,
  [`POST ${paths.owner}`]: () => json({ token: 'none', name: newName(), password: 'correct horse' }),
  [`GET ${paths.status}`]: plain,
  'GET /healthz': plain,
  'GET /readyz': plain,
  'GET /metrics': plain,
  'GET /docs/errors': plain,
  [`GET ${paths.machines}`]: plain,
  [`GET ${paths.machineItems}`]: () => ({ path: paths.machineItems.replace(':id', 'mill') }),
  [`POST ${paths.machines}`]: () => json({ connector: 'shdr', id: newName(), host: '127.0.0.1' }),
  [`POST ${paths.recordings}`]: () => ({
    path: `${paths.recordings}?machine=${newName()}&file=x.shdr`,
    headers: { 'content-type': 'text/plain' },
    body: '2026-03-02T06:00:14Z|execution|ACTIVE\n',
  }),
  [`GET ${paths.events}`]: plain,
  [`GET ${paths.eventCounts}`]: plain,
  [`GET ${paths.eventFacets}`]: () => ({ path: `${paths.eventFacets}?by=path` }),
  [`GET ${paths.eventHistogram}`]: plain,
  [`GET ${paths.eventExport}`]: () => ({ path: `${paths.eventExport}?format=ndjson` }),
  [`GET ${paths.event}`]: async ({ logbook }) => {
    const { events } = await logbook.page({
      scope: { sites: ['plant'], machines: ['mill'], withoutMachine: false },
      filter: { kinds: ['message'] },
      order: 'received',
      direction: 'newer',
      limit: 1,
    });
    const { node, epoch, seq } = events[0]!;
    return { path: paths.event.replace(':id', `${node}.${epoch}.${seq}`) };
  },
  [`GET ${paths.stream}`]: plain,
};
