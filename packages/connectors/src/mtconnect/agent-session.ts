/** One conversation with an agent: current, then sample from the next sequence on, through overruns and restarts. */
import { type DeviceModel, isUnavailable } from '@mantinel/domain';
import type { ConnectorEnvironment, Observation, ObservationBatch, SourceCursor } from '../connector.ts';
import type { Hearing } from '../hearing.ts';
import { malformed } from '../malformed.ts';
import { sourceTimeReader } from '../source-time.ts';
import { XmlError } from '../xml/parse-xml.ts';
import { type AgentPlace, formatAgentCursor, parseAgentCursor } from './agent-cursor.ts';
import { type ErrorDocument, readAgentDocument, type StreamsDocument } from './agent-document.ts';
import { type AgentRequests, type Answer, decodeAgentText } from './agent-requests.ts';
import type { MtconnectOptions } from './mtconnect-options.ts';

/** What outlives one conversation. */
export interface SessionState {
  readonly from: SourceCursor;
  connected: boolean;
  /** True once this conversation gave observations. */
  progressed: boolean;
  /** Documents in a row, at the same place, that could not be read. */
  badDocuments: number;
}

interface SessionOptions {
  readonly options: MtconnectOptions;
  readonly environment: ConnectorEnvironment;
  readonly requests: AgentRequests;
  readonly state: SessionState;
  readonly probe: () => Promise<DeviceModel>;
  readonly ear: Hearing;
}

const defaultHeartbeatMs = 10_000;
/** Observations asked for in one document; an agent refuses more than it buffers. */
const largestCount = 1000;
/** A document that stays unreadable at the same place is left behind after so many tries. */
const mostBadDocuments = 3;
const pauseMs = 1000;

export function agentSession({ options, environment, requests, state, probe, ear }: SessionOptions) {
  const { nowUs, sleep } = environment;
  const heartbeatMs = options.heartbeatMs ?? defaultHeartbeatMs;
  const readTime = sourceTimeReader(options.timeZone);
  let place = parseAgentCursor(state.from, nowUs);
  let device: DeviceModel | undefined;
  let bufferSize = Number.POSITIVE_INFINITY;
  let assetsOffered = true;
  let polls = options.mode === 'poll';

  const cursor = (): SourceCursor => place && formatAgentCursor(place);
  const batch = (observations: readonly Observation[]): ObservationBatch => ({
    observations,
    cursor: cursor(),
  });
  const moveTo = (instanceId: string, nextSequence: number) => {
    place = { instanceId, nextSequence, heardUs: ear.heardUs() };
  };

  /** Throws `XmlError` for what is no agent's document. */
  const read = (answer: { text: string; latin1: boolean }): StreamsDocument | ErrorDocument =>
    readAgentDocument(answer.text, { readTime, nowUs, device, latin1: answer.latin1 });

  const path = (request: string): string => `${encodeURIComponent(device!.name)}/${request}`;

  const current = async (): Promise<StreamsDocument> => {
    const answer = await requests.get(path('current'));
    let document: StreamsDocument | ErrorDocument;
    try {
      document = read(answer);
    } catch (error) {
      if (answer.status === 200) throw error;
      throw new Error(`it answers with HTTP ${answer.status}`, { cause: error });
    }
    if (document.kind === 'streams') return document;
    throw new Error(`it refuses: ${document.codes.join(', ')} ${document.text}`);
  };

  const countAsked = (): number => Math.max(1, Math.min(largestCount, bufferSize));

  const nextOf = (document: StreamsDocument): number =>
    document.nextSequence ?? Math.max(0, ...document.observations.map(({ sequence }) => sequence ?? 0)) + 1;

  const opening = (): Observation[] => {
    if (state.connected) return [];
    state.connected = true;
    return [{ kind: 'connection', state: 'connected', timeUs: nowUs() }];
  };

  async function* begin(): AsyncGenerator<ObservationBatch, void, undefined> {
    const document = await current();
    bufferSize = document.bufferSize ?? bufferSize;
    moveTo(document.instanceId, nextOf(document));
    state.progressed = true;
    yield batch([...opening(), ...document.observations.map(({ observation }) => observation)]);
  }

  /** The agent is another than the one whose sequences were read: what the old one still held is gone. */
  async function* restarted(old: AgentPlace): AsyncGenerator<ObservationBatch, void, undefined> {
    const document = await current();
    device = undefined; // may have come back with another model
    const gap: Observation = {
      kind: 'gap',
      fromUs: Math.min(old.heardUs, nowUs()),
      toUs: nowUs(),
      reason: 'agentRestarted',
      detail: `The agent has restarted (instance ${old.instanceId} is now ${document.instanceId}).`,
    };
    state.progressed = true;
    if (document.firstSequence !== undefined && document.firstSequence <= 1) {
      // Its buffer still holds all that it has said since: nothing more is lost by reading it from its beginning.
      moveTo(document.instanceId, Math.max(1, document.firstSequence));
      yield batch([...opening(), gap]);
    } else {
      moveTo(document.instanceId, nextOf(document));
      yield batch([...opening(), gap, ...resent(document)]);
    }
  }

  const resent = (document: StreamsDocument): Observation[] =>
    document.observations.map(({ observation }) => withResync(observation));

  const overrun = (old: AgentPlace, firstSequence: number): ObservationBatch => {
    moveTo(old.instanceId, firstSequence);
    state.progressed = true;
    const lost = `${old.nextSequence} to ${firstSequence - 1}`;
    return batch([
      ...opening(),
      {
        kind: 'gap',
        fromUs: Math.min(old.heardUs, nowUs()),
        toUs: nowUs(),
        reason: 'bufferOverrun',
        detail: `The agent no longer held the sequences ${lost} (${firstSequence - old.nextSequence}).`,
      },
    ]);
  };

  /** After a refused sequence: what has become of the agent says its `current`. */
  async function* findPlace(
    old: AgentPlace,
    problem: string,
  ): AsyncGenerator<ObservationBatch, void, undefined> {
    const document = await current();
    const first = document.firstSequence ?? 0;
    const askedTooMany = countAsked() > (document.bufferSize ?? bufferSize);
    bufferSize = document.bufferSize ?? bufferSize;
    if (document.instanceId !== old.instanceId || old.nextSequence > nextOf(document)) yield* restarted(old);
    else if (old.nextSequence < first) yield overrun(old, first);
    else if (!askedTooMany) throw new Error(problem);
  }

  /** A document of the stream or of a poll; afterwards `place` is where to go on. Returns false when the stream must be asked anew. */
  async function* take(answer: {
    status: number;
    text: string;
    latin1: boolean;
  }): AsyncGenerator<ObservationBatch, boolean, undefined> {
    const old = place!;
    let document: StreamsDocument | ErrorDocument;
    try {
      document = read(answer);
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      // Agents refuse a sequence with a bare 404 or 400 too.
      if (answer.status === 404 || answer.status === 400) {
        yield* findPlace(old, `it answers with HTTP ${answer.status}`);
        return false;
      }
      if (answer.status !== 200) throw new Error(`it answers with HTTP ${answer.status}`, { cause: error });
      yield* bad(error.message, { raw: answer.text, bytes: Buffer.byteLength(answer.text) });
      throw new Error(`its document cannot be read: ${error.message}`, { cause: error });
    }
    if (document.kind === 'error') {
      const refusal = `it refuses: ${document.codes.join(', ')} ${document.text}`;
      if (!document.codes.includes('OUT_OF_RANGE')) throw new Error(refusal);
      yield* findPlace(old, refusal);
      return false;
    }
    if (document.instanceId !== old.instanceId) {
      yield* restarted(old);
      return false;
    }
    const first = document.firstSequence ?? 0;
    if (first > old.nextSequence && document.observations[0]?.sequence !== old.nextSequence)
      yield overrun(old, Math.min(first, document.observations[0]?.sequence ?? first));
    const from = place!.nextSequence;
    // Some agents repeat the last observation of the document before.
    const fresh = document.observations.filter(({ sequence }) => sequence === undefined || sequence >= from);
    moveTo(document.instanceId, Math.max(from, nextOf(document)));
    const observations = [...opening(), ...fresh.map(({ observation }) => observation)];
    if (fresh.length > 0) {
      state.progressed = true;
      state.badDocuments = 0;
    }
    if (observations.length > 0) yield batch(observations);
    if (assetsOffered) yield* assets(observations);
    return true;
  }

  async function* bad(
    problem: string,
    { raw, bytes }: { raw: string; bytes: number },
  ): AsyncGenerator<ObservationBatch, void, undefined> {
    const old = place!;
    state.badDocuments += 1;
    const where = `from sequence ${old.nextSequence}`;
    yield batch([malformed({ timeUs: nowUs(), problem, raw, rawBytes: bytes, place: where })]);
    if (state.badDocuments < mostBadDocuments) return;
    // Not a broken line but a document that is wrong each time: going on costs less than standing still.
    const document = await current();
    state.badDocuments = 0;
    moveTo(document.instanceId, nextOf(document));
    yield batch([
      {
        kind: 'gap',
        fromUs: Math.min(old.heardUs, nowUs()),
        toUs: nowUs(),
        reason: 'truncated',
        detail: `The sequences ${old.nextSequence} to ${nextOf(document) - 1} stayed unreadable.`,
      },
      ...resent(document),
    ]);
  }

  /** Documents of changed assets, where the agent gives them. */
  async function* assets(
    observations: readonly Observation[],
  ): AsyncGenerator<ObservationBatch, void, undefined> {
    for (const observation of observations) {
      if (observation.kind !== 'state' || observation.type !== 'ASSET_CHANGED') continue;
      const assetId = String(observation.value);
      if (assetId === '' || isUnavailable(assetId)) continue;
      const answer = await requests.get(`asset/${encodeURIComponent(assetId)}`);
      if (answer.status === 200 && !/<(?:\w+:)?MTConnectError/.test(answer.text)) {
        const assetType = String(observation.details?.assetType ?? '');
        const { timeUs } = observation;
        const document = answer.text;
        yield batch([{ kind: 'asset', action: 'changed', assetId, assetType, document, timeUs }]);
      } else if (!/ASSET_NOT_FOUND/.test(answer.text)) {
        assetsOffered = false;
        const value = `not offered by this agent (HTTP ${answer.status})`;
        yield batch([{ kind: 'notice', timeUs: nowUs(), name: 'assets', value }]);
        return;
      }
    }
  }

  const sampleQuery = (): string => `sample?from=${place!.nextSequence}&count=${countAsked()}`;

  async function* streamOnce(): AsyncGenerator<ObservationBatch, void, undefined> {
    const query = `${sampleQuery()}&interval=${options.intervalMs}&heartbeat=${heartbeatMs}`;
    for await (const told of requests.stream(path(query), 2 * heartbeatMs + options.intervalMs)) {
      if ('status' in told) {
        polls ||= told.status === 200 && /<(?:\w+:)?MTConnectStreams/.test(told.text);
        yield* take(told);
        return;
      }
      if (told.kind === 'broken') {
        yield* bad(told.problem, { raw: decodeAgentText(told.raw).text, bytes: told.bytes });
        throw new Error(`its stream is broken: ${told.problem}`);
      }
      if (!(yield* take({ status: 200, ...decodeAgentText(told.body) }))) return;
    }
    throw new Error('it ended the stream');
  }

  async function* pollOnce(): AsyncGenerator<ObservationBatch, boolean, undefined> {
    const before = place!.nextSequence;
    const answer: Answer = await requests.get(path(sampleQuery()));
    const whole = yield* take(answer);
    return whole && place!.nextSequence === before;
  }

  return {
    cursor,
    /** Ends, or throws, when the conversation does. */
    async *run(signal: AbortSignal): AsyncGenerator<ObservationBatch, void, undefined> {
      let rounds = 0;
      while (!signal.aborted) {
        device ??= await probe();
        if (!place) yield* begin();
        else if (!polls) yield* streamOnce();
        else if (yield* pollOnce()) await sleep(options.intervalMs, signal);
        // An agent that is another one at each request (two behind one address) must not be asked without a pause.
        rounds = polls ? 0 : rounds + 1;
        if (rounds > 3) await sleep(pauseMs, signal);
      }
    },
  };
}

const withResync = (observation: Observation): Observation => {
  switch (observation.kind) {
    case 'sample':
    case 'state':
    case 'condition':
    case 'message':
    case 'asset':
      return { ...observation, resync: true };
    default:
      return observation;
  }
};
