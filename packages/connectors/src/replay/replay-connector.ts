/** A recording as a machine: any SHDR text file, at its own pace or as fast as the disk allows. */
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ConnectorEnvironment, Observation, ObservationBatch } from '../connector.ts';
import { type Line, lineSplitter } from '../shdr/line-splitter.ts';
import { shdrParser } from '../shdr/shdr-parser.ts';
import { sourceTimeReader } from '../source-time.ts';
import { type Observing, type ToldByFile, toldByFile } from '../told-by-file.ts';
import { lastRecordedTime } from './last-recorded-time.ts';
import { type Due, playbackClock } from './playback-clock.ts';
import { formatReplayCursor, parseReplayCursor } from './replay-cursor.ts';

export interface ReplayOptions extends ToldByFile {
  readonly file: string;
  /** 1 is real time, except that pauses of more than a minute are skipped (and told). */
  readonly speed: number | 'max';
  /**
   * shifted: as if it happened now. At `max` the recording's last line is now and all others stand as far before it as they
   * were recorded.
   */
  readonly timestamps: 'recorded' | 'shifted';
  /** Begins anew at the end, for demonstrations. */
  readonly loop: boolean;
}

const chunkBytes = 64 << 10;
const largestBatch = 5000;
/** Lines due within this time go together: timers are no finer. */
const togetherUs = 5_000;

export const replayConnector = toldByFile<ReplayOptions>(observe);

async function* observe({
  options,
  from,
  signal,
  ...environment
}: Observing<ReplayOptions>): AsyncGenerator<ObservationBatch, void, undefined> {
  const { nowUs } = environment;
  const name = basename(options.file);
  const say = (state: 'connected' | 'lost', told: { problem?: string; ended?: true }): Observation[] => [
    { kind: 'connection', state, timeUs: nowUs(), ...told },
  ];
  let { offset } = parseReplayCursor(from);
  const batch = (observations: Observation[]) => ({ observations, cursor: formatReplayCursor({ offset }) });
  let file: FileHandle;
  try {
    file = await open(options.file, 'r');
  } catch (error) {
    const problem = `The recording ${options.file} cannot be read: ${(error as Error).message}.`;
    yield batch(say('lost', { problem }));
    return;
  }
  try {
    const { size } = await file.stat();
    if (offset > size) offset = 0; // the file was replaced by a shorter one
    yield { ...batch(say('connected', {})), progress: { done: offset, total: size } };
    for (;;) {
      const begun = offset;
      for await (const played of play(options, environment, { file, offset, size, signal })) {
        ({ offset } = parseReplayCursor(played.cursor));
        yield played;
      }
      if (signal.aborted) return;
      // A recording without a single line would otherwise be played without end and without pause.
      if (!options.loop || (begun === 0 && offset === 0)) break;
      offset = 0;
    }
    const problem = `The recording ${name} has come to its end.`;
    yield { ...batch(say('lost', { problem, ended: true })), progress: { done: offset, total: size } };
  } catch (error) {
    yield batch(
      say('lost', { problem: `The recording ${name} cannot be read: ${(error as Error).message}.` }),
    );
  } finally {
    await file.close();
  }
}

interface Playing {
  readonly file: FileHandle;
  readonly offset: number;
  readonly size: number;
  readonly signal: AbortSignal;
}

/** From an offset to the end. */
async function* play(
  options: ReplayOptions,
  { nowUs, sleep }: ConnectorEnvironment,
  { file, offset, size, signal }: Playing,
): AsyncGenerator<ObservationBatch, void, undefined> {
  const { speed, timestamps, timeZone, model } = options;
  const clock = speed === 'max' ? undefined : playbackClock({ speed, timestamps }, nowUs());
  const shiftUs = clock ? 0 : await shiftOfAll(options, { file, size, nowUs: nowUs() });
  const lines = lineSplitter();
  const parser = shdrParser({ model, timeZone, nowUs });
  let at = offset;
  /** Where to go on: behind the last line all of whose observations are in a batch. */
  let resumeAt = offset;
  let out: Observation[] = [];
  const take = (): ObservationBatch => {
    const taken = {
      observations: out,
      cursor: formatReplayCursor({ offset: resumeAt }),
      progress: { done: resumeAt, total: size },
    };
    out = [];
    return taken;
  };

  let readAt = offset;
  for (let ended = false; !ended && !signal.aborted; ) {
    // Fresh each time: the lines' texts are cut out of it, but a half line is kept.
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const { bytesRead } = await file.read(chunk, 0, chunkBytes, readAt);
    readAt += bytesRead;
    ended = bytesRead === 0;
    const rest = ended ? lines.end() : undefined;
    for (const line of ended ? (rest ? [rest] : []) : lines.push(chunk.subarray(0, bytesRead))) {
      const begin = at;
      const first = out.length;
      const paced = clock ? [] : out;
      parser.read(begin === 0 ? withoutByteOrderMark(line) : line, paced, () => `byte ${begin}`);
      if (clock) {
        const time = timeOfLine(paced);
        const { dueUs, jumpUs }: Due = time === undefined ? { dueUs: nowUs() } : clock.advance(time);
        if (dueUs - nowUs() > togetherUs) {
          if (out.length > 0) yield take();
          // Handing over the batch may have taken until then.
          await sleep(Math.max(0, dueUs - nowUs()) / 1000, signal);
          if (signal.aborted) return;
        }
        if (time !== undefined && jumpUs !== undefined) out.push(jumpNotice(time, jumpUs, nowUs()));
        for (const observation of paced) out.push(restamp(observation, clock.stamp));
      } else if (shiftUs !== 0) {
        for (let i = first; i < out.length; i += 1) out[i] = restamp(out[i]!, (us) => us + shiftUs);
      }
      at += line.bytes;
      if (!parser.insideAsset) resumeAt = at;
      if (out.length >= largestBatch) yield take();
    }
    if (ended) {
      parser.cut(out);
      resumeAt = at;
    }
    if (out.length > 0 && (ended || !clock)) yield take();
  }
}

const withoutByteOrderMark = (line: Line): Line =>
  line.text.startsWith('\uFEFF') ? { ...line, text: line.text.slice(1) } : line;

async function shiftOfAll(
  { timestamps, timeZone }: ReplayOptions,
  { file, size, nowUs }: { file: FileHandle; size: number; nowUs: number },
): Promise<number> {
  if (timestamps === 'recorded') return 0;
  const lastUs = await lastRecordedTime(file, size, sourceTimeReader(timeZone));
  return lastUs === undefined ? 0 : nowUs - lastUs;
}

/** The time that paces a line: its observations', but not an asset's, which is that of its last change. */
function timeOfLine(told: readonly Observation[]): number | undefined {
  for (const observation of told) {
    switch (observation.kind) {
      case 'sample':
      case 'state':
      case 'condition':
      case 'message':
        return observation.receiptTime ? undefined : observation.timeUs;
      default:
    }
  }
  return undefined;
}

function restamp(observation: Observation, stamp: (timeUs: number) => number): Observation {
  switch (observation.kind) {
    case 'sample':
    case 'state':
    case 'condition':
    case 'message':
    case 'asset':
      return observation.receiptTime ? observation : { ...observation, timeUs: stamp(observation.timeUs) };
    default:
      return observation;
  }
}

function jumpNotice(timeUs: number, jumpUs: number, nowUs: number): Observation {
  const iso = (us: number) => new Date(us / 1000).toISOString();
  const seconds = (jumpUs / 1e6).toFixed(3);
  const value = `from ${iso(timeUs - jumpUs)} to ${iso(timeUs)} (${seconds} s), played without a pause`;
  return { kind: 'notice', timeUs: nowUs, name: 'replay.jump', value };
}
