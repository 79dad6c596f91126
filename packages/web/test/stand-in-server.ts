/** Answers like Mantinel's server from a synthetic log, checking each answer against the contract; serves the built panel. */
import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import {
  Annotations,
  CompletionQuery,
  Completions,
  describeError,
  type ErrorCode,
  type Event,
  EventCounts,
  EventListQuery,
  EventPage,
  Event as EventSchema,
  errors,
  FacetQuery,
  Facets,
  Histogram,
  HistogramQuery,
  MachineItems,
  Machines,
  type MachineView,
  Patterns,
  PatternsQuery,
  Problem,
  paths,
  Session,
  type Status,
  Status as StatusSchema,
  StreamMessage,
} from '@mantinel/contract';
import {
  completionAt,
  formatEventId,
  isVisibleAt,
  type Level,
  queryFields,
  severityRanges,
  TemplateTree,
} from '@mantinel/domain';
import { machineIds, type Selected, syntheticLog } from './synthetic-log.ts';

export interface StandInOptions {
  readonly rows: number;
  readonly dist: string;
  readonly endUs?: number;
  readonly status?: Partial<Status>;
  readonly session?: Session;
}

export interface StandIn {
  readonly url: string;
  /** Every request's path and query so far. */
  readonly asked: string[];
  /** Last-Event-ID of each stream opened. */
  readonly resumedAt: (string | undefined)[];
  readonly streams: () => number;
  emit(events: readonly Omit<Event, 'id' | 'node' | 'epoch' | 'seq'>[], missed?: number): void;
  setStatus(change: Partial<Status>): void;
  setMachines(change: (machine: MachineView) => MachineView): void;
  /** Cuts every live stream; refuses new ones while `refusing`. */
  cut(refusing: boolean): void;
  stop(): Promise<void>;
}

export const nowUs = (): number => Date.now() * 1000;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
/** The policy that the real server sends: what breaks under it must break here. */
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'";

export async function standInServer(options: StandInOptions): Promise<StandIn> {
  const log = syntheticLog(options.rows, options.endUs ?? nowUs());
  const streams = new Map<ServerResponse, Level>();
  const asked: string[] = [];
  const resumedAt: (string | undefined)[] = [];
  let refusing = false;
  let status = statusOf(options);
  let machines = machineIds.map(machineOf);

  const say = (to: ServerResponse, message: StreamMessage, id?: string) => {
    StreamMessage.parse(message);
    to.write(
      `event: ${message.type}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(message)}\n\n`,
    );
  };
  const open = (request: IncomingMessage, response: ServerResponse, level: Level) => {
    resumedAt.push(request.headers['last-event-id']?.toString());
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    streams.set(response, level);
    response.on('close', () => streams.delete(response));
    response.write('retry: 2000\n\n');
    say(response, { type: 'status', status: { ...status, nowUs: nowUs() } });
    say(response, { type: 'machines', machines });
  };

  function api(request: IncomingMessage, response: ServerResponse, url: URL): unknown {
    const query = Object.fromEntries(
      [...url.searchParams.keys()].map((key) => [
        key,
        url.searchParams.getAll(key).length > 1 ? url.searchParams.getAll(key) : url.searchParams.get(key),
      ]),
    );
    const send = (schema: { parse(body: unknown): unknown }, body: unknown) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(schema.parse(body)));
    };
    switch (url.pathname) {
      case paths.session:
        return send(Session, options.session ?? { state: 'signedIn', permissions: [] });
      case paths.status:
        return send(StatusSchema, { ...status, nowUs: nowUs() });
      case paths.machines:
        return send(Machines, { machines });
      case paths.stream:
        if (refusing) return response.destroy();
        return open(request, response, (query.level ?? 'developer') as Level);
      case paths.events:
        return send(EventPage, pageOf(EventListQuery.parse(query)));
      case paths.annotations:
        return send(Annotations, { annotations: [] });
      case paths.eventCounts:
        return send(EventCounts, countsOf(EventListQuery.parse(query)));
      case paths.eventFacets:
        return send(Facets, facetsOf(FacetQuery.parse(query)));
      case paths.eventPatterns:
        return send(Patterns, patternsOf(PatternsQuery.parse(query)));
      case paths.eventCompletions:
        return send(Completions, completionsOf(CompletionQuery.parse(query)));
      case paths.eventHistogram:
        return send(Histogram, histogramOf(HistogramQuery.parse(query)));
    }
    if (/^\/api\/v1\/machines\/[^/]+\/items$/.test(url.pathname))
      return send(MachineItems, {
        items: [
          { path: 'Xload', category: 'SAMPLE', type: 'LOAD', units: 'PERCENT', component: 'x' },
          {
            path: 'Fact',
            category: 'SAMPLE',
            type: 'PATH_FEEDRATE',
            units: 'MILLIMETER/SECOND',
            component: 'path',
          },
        ],
      });
    const id = /^\/api\/v1\/events\/(.+)$/.exec(url.pathname)?.[1];
    const index = id === undefined ? undefined : log.indexOf(decodeURIComponent(id));
    if (index === undefined)
      return refuse(response, id === undefined ? 'request.notFound' : 'event.notFound');
    return send(EventSchema, log.at(index));
  }

  function pageOf(query: EventListQuery): EventPage {
    const rows = log.rows(query);
    const older = query.direction === 'older';
    let key = older ? rows.count : 0;
    if (query.cursor !== undefined) key = rows.rankOf(Number(query.cursor.slice(1)));
    else if (query.atRank !== undefined) key = query.atRank + (older ? 1 : 0);
    else if (query.atEvent !== undefined)
      key = rows.rankOf((log.indexOf(query.atEvent) ?? 0) + (older ? 1 : 0));
    const from = older ? Math.max(0, key - query.limit) : Math.min(key, rows.count);
    const to = older ? Math.min(key, rows.count) : Math.min(rows.count, key + query.limit);
    const events = Array.from({ length: Math.max(0, to - from) }, (_, offset) => rows.at(from + offset));
    const [first, last] = [events[0], events.at(-1)];
    return {
      events,
      ...(from > 0 && first ? { older: `k${first.seq - 1}` } : {}),
      ...(last ? { newer: `k${last.seq}` } : {}),
      ...(query.text === undefined && query.query === undefined
        ? { rank: from }
        : from === 0
          ? { rank: 0 }
          : {}),
    };
  }

  function countsOf(query: Selected) {
    const count = (level: Level) => log.rows({ ...query, level }).count;
    return {
      total: log.rows(query).count,
      exact: query.text === undefined && query.query === undefined,
      levels: { developer: count('developer'), technical: count('technical'), operator: count('operator') },
    };
  }

  function facetsOf(query: ReturnType<typeof FacetQuery.parse>) {
    const rows = log.rows(query);
    const counts = new Map<string, number>();
    for (let rank = 0; rank < Math.min(rows.count, 1000); rank += 1) {
      const value = String(rows.at(rank)[query.by] ?? '');
      if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const scale = Math.max(1, Math.round(rows.count / 1000));
    return {
      values: [...counts]
        .map(([value, count]) => ({ value, count: count * scale }))
        .sort((a, b) => b.count - a.count),
    };
  }

  /** Of the last thousand rows. */
  function patternsOf(query: ReturnType<typeof PatternsQuery.parse>) {
    const rows = log.rows(query);
    const from = Math.max(0, rows.count - 1000);
    const events = Array.from({ length: rows.count - from }, (_, offset) => rows.at(from + offset));
    const tree = new TemplateTree();
    const said = events.filter(({ message }) => message !== '');
    const groups = Map.groupBy(said, ({ message }) => tree.add(message).text);
    const patterns = [...groups].map(([template, group]) => ({
      template,
      count: group.length,
      severity: Math.max(...group.map(({ severity }) => severity)),
      codes: [...new Set(group.map(({ code }) => code))].slice(0, 5),
      machines: [...new Set(group.flatMap(({ machine }) => machine ?? []))].slice(0, 5),
      firstUs: group[0]!.receivedUs,
      lastUs: group.at(-1)!.receivedUs,
      example: formatEventId(group.at(-1)!),
    }));
    return { patterns: patterns.sort((a, b) => b.count - a.count), exact: from === 0 };
  }

  function completionsOf({ query, at }: ReturnType<typeof CompletionQuery.parse>) {
    const place = completionAt(query, at);
    if (!place) return { from: at, to: at, choices: [] };
    const all = place.field === 'machine' ? machineIds : queryFields.map((field) => `${field}:`);
    const choices = all.filter((text) => text.startsWith(place.typed)).map((text) => ({ text, count: 7 }));
    return { from: place.from, to: place.to, choices };
  }

  function histogramOf(query: ReturnType<typeof HistogramQuery.parse>) {
    const rows = log.rows(query);
    const fromUs = query.fromUs ?? (rows.count > 0 ? rows.at(0).receivedUs : 0);
    const toUs = query.toUs ?? (rows.count > 0 ? rows.at(rows.count - 1).receivedUs + 1 : 1);
    const bucketUs = Math.max(1, Math.ceil((toUs - fromUs) / query.buckets));
    const parts = Array.from({ length: query.buckets }, (_, bucket) =>
      rows.countBetween(fromUs + bucket * bucketUs, fromUs + (bucket + 1) * bucketUs),
    );
    return {
      fromUs,
      toUs,
      bucketUs,
      series: Object.fromEntries(severityRanges.map((range) => [range, parts.map((part) => part[range])])),
    };
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://stand.in');
    if (url.pathname.startsWith('/api/')) {
      asked.push(url.pathname + url.search);
      api(request, response, url);
      return;
    }
    const file = join(options.dist, url.pathname);
    const found = extname(file) !== '' && existsSync(file) ? file : join(options.dist, 'index.html');
    response.writeHead(200, {
      'content-type': contentTypes[extname(found)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    createReadStream(found).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    resumedAt,
    streams: () => streams.size,
    emit(events, missed = 0) {
      const added = log.push(events);
      const last = added.at(-1);
      for (const [response, level] of streams) {
        const seen = added.filter((event) => isVisibleAt(level, event));
        if (seen.length > 0 || missed > 0)
          say(
            response,
            { type: 'events', events: seen, missed, sentUs: nowUs() },
            last && `${last.epoch}.${last.seq}`,
          );
      }
    },
    setStatus(change) {
      status = { ...status, ...change };
      for (const response of streams.keys())
        say(response, { type: 'status', status: { ...status, nowUs: nowUs() } });
    },
    setMachines(change) {
      machines = machines.map(change);
      for (const response of streams.keys()) say(response, { type: 'machines', machines });
    },
    cut(refuseNew) {
      refusing = refuseNew;
      for (const response of streams.keys()) response.destroy();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(response: ServerResponse, code: ErrorCode): void {
  const { status } = errors[code];
  const { operator, remedy } = describeError(code);
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(
    JSON.stringify(
      Problem.parse({
        type: `/docs/errors#${code}`,
        status,
        code,
        title: operator,
        remedy,
        requestId: 'stand-in',
      }),
    ),
  );
}

const statusOf = ({ rows, status }: StandInOptions): Status => ({
  version: '0.1.0',
  demo: true,
  nowUs: nowUs(),
  logbook: {
    state: 'writing',
    node: 'node',
    epoch: 1,
    seq: rows,
    events: rows,
    bytes: rows * 6,
    unsealedSegments: 1,
  },
  store: { state: 'ready', kind: 'embedded', waiting: [], behind: 0 },
  backup: { state: 'unplanned' },
  encryption: { mode: 'off' },
  ...status,
});

const activities: readonly MachineView['activity'][] = [
  'running',
  'idle',
  'fault',
  'warning',
  'unknown',
  'offline',
];

function machineOf(id: string, index: number): MachineView {
  const activity = activities[index % activities.length]!;
  const bad = activity === 'fault' || activity === 'warning';
  return {
    id,
    name: id.charAt(0).toUpperCase() + id.slice(1).replace('-', ' '),
    site: 'plant',
    connector: 'shdr',
    demo: true,
    timeZone: 'America/Chicago',
    activity,
    connected: activity !== 'offline',
    ...(activity === 'offline' ? { connectionProblem: 'connect ECONNREFUSED 10.0.0.7:7878' } : {}),
    receivedUs: nowUs() - (activity === 'unknown' ? 95e6 : activity === 'offline' ? 3 * 3600e6 : 1e6),
    program: activity === 'running' ? 'O1017' : undefined,
    conditions: bad
      ? [
          {
            path: 'Xsystem',
            code: 'fanuc.SV0401',
            level: activity,
            message: 'SERVO ALARM: X AXIS VRDY OFF',
            sinceUs: nowUs() - 40e6,
          },
        ]
      : [],
  };
}
