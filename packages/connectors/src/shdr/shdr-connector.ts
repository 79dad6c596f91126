/** A machine behind an SHDR adapter: a TCP connection that is kept, watched and made again. */
import type { Observation, ObservationBatch } from '../connector.ts';
import { type Hearing, hearing } from '../hearing.ts';
import { malformed } from '../malformed.ts';
import { plainProblem } from '../plain-problem.ts';
import { longestDelayMs, reconnectDelayMs } from '../reconnect-delay.ts';
import { type Observing, type ToldByFile, toldByFile } from '../told-by-file.ts';
import { type AdapterLink, type AdapterLinkOptions, openLink } from './adapter-link.ts';
import { type Line, lineSplitter } from './line-splitter.ts';
import { resync } from './resync.ts';
import { formatShdrCursor, parseShdrCursor } from './shdr-cursor.ts';
import { shdrParser } from './shdr-parser.ts';

export type ShdrOptions = AdapterLinkOptions & ToldByFile;

/** Observations of a batch at most, so that one chunk of tiny values does not make a huge frame. */
const largestBatch = 5000;

export const shdrConnector = toldByFile<ShdrOptions>((observing) => {
  const ear = hearing(observing.nowUs);
  return ear.through(observe(observing, ear));
});

async function* observe(
  { options, from, signal, ...environment }: Observing<ShdrOptions>,
  ear: Hearing,
): AsyncGenerator<ObservationBatch, void, undefined> {
  const { nowUs, random, sleep } = environment;
  const place = parseShdrCursor(from);
  let heardUs = place?.heardUs;
  const repeated = resync(place?.timeUs);
  const batch = (observations: Observation[]): ObservationBatch => {
    repeated.mark(observations);
    const { lastTimeUs } = repeated;
    const cursor = {
      heardUs: heardUs ?? nowUs(),
      ...(lastTimeUs === undefined ? {} : { timeUs: lastTimeUs }),
    };
    return { observations, cursor: formatShdrCursor(cursor) };
  };

  /** What one connection says, from its first line to its loss. */
  async function* converse(link: AdapterLink): AsyncGenerator<ObservationBatch, void, undefined> {
    // A new connection begins a new line, and an adapter that sends relative times begins to count anew.
    const lines = lineSplitter();
    const parser = shdrParser({ model: options.model, timeZone: options.timeZone, nowUs });
    const read = function* (complete: readonly Line[]): Generator<ObservationBatch, void, undefined> {
      let out: Observation[] = [];
      for (const line of complete) {
        if (!link.pong(line.text)) parser.read(line, out);
        if (out.length < largestBatch) continue;
        yield batch(out);
        out = [];
      }
      if (out.length > 0) yield batch(out);
    };
    let failure: unknown;
    try {
      for await (const chunk of link.chunks()) {
        heardUs = ear.heardUs();
        yield* read(lines.push(chunk));
      }
    } catch (error) {
      failure = error; // told as the reason of the loss, after what the broken line still says
    }
    if (signal.aborted) return;
    const cutOff: Observation[] = [];
    parser.cut(cutOff);
    const rest = lines.end();
    if (rest) {
      const problem = 'line cut off by the lost connection';
      cutOff.push(malformed({ timeUs: nowUs(), problem, raw: rest.text, rawBytes: rest.bytes }));
    }
    if (cutOff.length > 0) yield batch(cutOff);
    if (failure !== undefined) throw failure;
  }

  let failures = 0;
  let saidLost = false;
  while (!signal.aborted) {
    let problem = 'it closed the connection';
    let connectedUs: number | undefined;
    const link = openLink(options, environment, signal);
    try {
      await link.ready;
      connectedUs = nowUs();
      const opening: Observation[] = [{ kind: 'connection', state: 'connected', timeUs: connectedUs }];
      if (heardUs !== undefined) {
        repeated.reconnected();
        const fromUs = Math.min(heardUs, connectedUs);
        opening.push({ kind: 'gap', fromUs, toUs: connectedUs, reason: 'disconnected' });
      }
      heardUs = connectedUs;
      ear.renewed();
      saidLost = false;
      yield batch(opening);
      yield* converse(link);
    } catch (error) {
      problem = plainProblem(error);
    } finally {
      await link.close();
    }
    if (signal.aborted) return;
    if (!saidLost) {
      saidLost = true;
      const told = `The adapter at ${options.host}:${options.port} is not connected: ${problem}.`;
      yield batch([{ kind: 'connection', state: 'lost', timeUs: nowUs(), problem: told }]);
    }
    // An adapter that takes each call and drops it at once is called less and less often too.
    if (connectedUs !== undefined && nowUs() - connectedUs > longestDelayMs * 1000) failures = 0;
    await sleep(reconnectDelayMs(failures, random), signal);
    failures += 1;
  }
}
