/** An MTConnect agent for tests: a real HTTP server with a small circular buffer, and every way in which agents misbehave. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AgentEntry, agentXml } from './agent-xml.ts';

export type { AgentEntry };

export interface AgentStandInOptions {
  /** Observations the circular buffer holds. Default 1000. */
  readonly bufferSize?: number;
  /** The probe document; a minimal one when left out. */
  readonly devicesXml?: string;
  readonly deviceName?: string;
  /** How a sequence out of range is refused. */
  readonly outOfRange?: 200 | 400 | 404 | 'bare404';
  /** Documents under /asset; a server without it when left out. */
  readonly assets?: ReadonlyMap<string, string>;
  /** Answers streams with one plain document, as agents without streaming do. */
  readonly streams?: boolean;
}

/** What the next document of a stream or poll with observations suffers. */
export type DocumentFault = 'cut' | 'wrongLength' | 'invalidXml' | 'emptyDocument' | 'repeated';

export interface AgentStandIn {
  readonly url: string;
  /** Numbers and keeps observations, and wakes the streams. */
  say(entries: readonly AgentEntry[]): void;
  /** A new instance, which numbers from 1 again and has forgotten all. */
  restart(): void;
  spoil(fault: DocumentFault): void;
  /** Accepts and never answers, streams included, until told to stop. */
  hang(hanging: boolean): void;
  /** Breaks every connection off. */
  drop(): void;
  /** Breaks every connection off, and this many further requests. */
  refuse(requests: number): void;
  /** Requests being answered now, streams included. */
  open(): number;
  /** Paths asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export async function openAgentStandIn(options: AgentStandInOptions = {}): Promise<AgentStandIn> {
  const { bufferSize = 1000, deviceName = 'Mill', outOfRange = 400, streams = true } = options;
  let instanceId = 1_700_000_000;
  let nextSequence = 1;
  let kept: { sequence: number; entry: AgentEntry }[] = [];
  /** Latest of each data item, which `current` tells even when the buffer has lost it. */
  let latest = new Map<string, { sequence: number; entry: AgentEntry }>();
  let spoiled: DocumentFault[] = [];
  let hanging = false;
  let refusals = 0;
  const asked: string[] = [];
  const waking = new Set<() => void>();
  const open = new Set<ServerResponse>();
  const timers = new Set<NodeJS.Timeout>();
  const boundary = '3a09c5e4-b0c2-47db-bb77-789bb0d7be45';

  const firstSequence = () => kept[0]?.sequence ?? nextSequence;
  const header = (next: number) => ({
    instanceId,
    bufferSize,
    firstSequence: firstSequence(),
    lastSequence: nextSequence - 1,
    nextSequence: next,
  });

  const answer = (response: ServerResponse, status: number, body: string) =>
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);

  /** From a sequence on, at most `count`. */
  const sample = (from: number, count: number) => {
    const found = kept.slice(Math.max(0, from - firstSequence())).slice(0, count);
    const next = found.length === 0 ? Math.max(from, nextSequence) : found.at(-1)!.sequence + 1;
    return { found, next };
  };

  const refuse = (response: ServerResponse, from: number) => {
    const text = `'from' must be between ${firstSequence()} and ${nextSequence}, was ${from}`;
    if (outOfRange === 'bare404')
      response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not Found</h1>');
    else answer(response, outOfRange, agentXml.error({ instanceId, code: 'OUT_OF_RANGE', text }));
  };

  /** As the cppagent: more than the buffer holds is out of range too. */
  const refuseCount = (response: ServerResponse, count: number) =>
    answer(
      response,
      outOfRange === 'bare404' ? 404 : outOfRange,
      agentXml.error({ instanceId, code: 'OUT_OF_RANGE', text: `'count' must not be ${count}` }),
    );

  const isInRange = (from: number) => from >= firstSequence() && from <= nextSequence;

  const stream = (
    response: ServerResponse,
    { from, count, heartbeatMs }: { from: number; count: number; heartbeatMs: number },
  ) => {
    let next = from;
    const myInstance = instanceId;
    response.writeHead(200, { 'content-type': `multipart/x-mixed-replace;boundary=${boundary}` });
    const send = (xml: string, fault?: DocumentFault) => {
      const body = Buffer.from(fault === 'invalidXml' ? xml.replace('</Streams>', '<oops></Streams>') : xml);
      const length = fault === 'wrongLength' ? body.length + 40 : body.length;
      response.write(`\r\n--${boundary}\r\nContent-type: text/xml\r\nContent-length: ${length}\r\n\r\n`);
      if (fault === 'cut') {
        response.write(body.subarray(0, body.length / 2), () => response.destroy());
        return;
      }
      response.write(body);
      response.write('\r\n');
    };
    const wake = () => {
      if (hanging || response.destroyed) return;
      if (myInstance !== instanceId) {
        response.end();
        return;
      }
      while (next < nextSequence && !response.destroyed) {
        if (!isInRange(next)) {
          send(agentXml.error({ instanceId, code: 'OUT_OF_RANGE', text: 'fell behind' }));
          response.end();
          return;
        }
        const { found, next: after } = sample(next, count);
        const fault = spoiled.shift();
        if (fault === 'emptyDocument') {
          send('');
          continue;
        }
        // Some agents tell the last observation of the document before once more.
        const before = kept.filter(({ sequence }) => sequence === next - 1);
        const told = fault === 'repeated' ? [...before, ...found] : found;
        send(agentXml.streams({ header: header(after), deviceName, found: told }), fault);
        if (fault === 'cut') return;
        next = after;
      }
    };
    const beat = setInterval(() => {
      if (!hanging) send(agentXml.streams({ header: header(next), deviceName, found: [] }));
    }, heartbeatMs);
    timers.add(beat);
    waking.add(wake);
    response.on('close', () => {
      clearInterval(beat);
      timers.delete(beat);
      waking.delete(wake);
    });
    // An empty document at once, as the cppagent does: the connection is known to work.
    send(agentXml.streams({ header: header(next), deviceName, found: [] }));
    wake();
  };

  const serve = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://agent');
    asked.push(url.pathname + url.search);
    open.add(response);
    response.on('close', () => open.delete(response));
    if (refusals > 0) {
      refusals -= 1;
      request.socket.destroy();
      return;
    }
    if (hanging) return;
    const parts = url.pathname.split('/').filter((part) => part !== '');
    const number = (name: string, fallback: number) => Number(url.searchParams.get(name) ?? fallback);
    const what = parts.at(-1);
    if (what === 'probe')
      answer(response, 200, options.devicesXml ?? agentXml.devices({ instanceId, deviceName }));
    else if (parts.at(-2) === 'asset' || parts.at(-2) === 'assets') {
      const document = options.assets?.get(decodeURIComponent(what ?? ''));
      if (document !== undefined) answer(response, 200, document);
      else if (options.assets)
        answer(response, 404, agentXml.error({ instanceId, code: 'ASSET_NOT_FOUND', text: '' }));
      else response.writeHead(404).end('Not Found');
    } else if (what === 'current') {
      const found = [...latest.values()];
      answer(response, 200, agentXml.streams({ header: header(nextSequence), deviceName, found }));
    } else if (what === 'sample') {
      const from = number('from', firstSequence());
      const count = number('count', 100);
      if (count > bufferSize) refuseCount(response, count);
      else if (!isInRange(from)) refuse(response, from);
      else if (url.searchParams.has('interval') && streams)
        stream(response, { from, count, heartbeatMs: number('heartbeat', 10_000) });
      else {
        const { found, next } = sample(from, count);
        const xml = agentXml.streams({ header: header(next), deviceName, found });
        const fault = found.length > 0 ? spoiled.shift() : undefined;
        if (fault === 'cut') {
          response.writeHead(200, { 'content-length': Buffer.byteLength(xml) });
          response.write(xml.slice(0, xml.length / 2), () => response.destroy());
        } else
          answer(response, 200, fault === 'invalidXml' ? xml.replace('</Streams>', '<oops></Streams>') : xml);
      }
    } else answer(response, 404, agentXml.error({ instanceId, code: 'UNSUPPORTED', text: url.pathname }));
  };

  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const drop = () => {
    for (const response of open) response.destroy();
    server.closeAllConnections();
  };

  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    say(entries) {
      for (const entry of entries) {
        const numbered = { sequence: nextSequence, entry };
        nextSequence += 1;
        kept.push(numbered);
        latest.delete(entry.dataItemId);
        latest.set(entry.dataItemId, numbered);
      }
      if (kept.length > bufferSize) kept = kept.slice(-bufferSize);
      for (const wake of waking) wake();
    },
    restart() {
      instanceId += 1;
      nextSequence = 1;
      kept = [];
      latest = new Map();
      for (const wake of waking) wake();
    },
    spoil(fault) {
      spoiled = [...spoiled, fault];
    },
    hang(value) {
      hanging = value;
      if (!value) for (const response of open) if (!response.headersSent) response.destroy();
    },
    drop,
    refuse(requests) {
      refusals = requests;
      drop();
    },
    open: () => open.size,
    async close() {
      for (const timer of timers) clearInterval(timer);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
