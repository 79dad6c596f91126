/** The writing half of the logbook: batches become durable in groups, one write and one fdatasync at a time, and only then are they acknowledged or shown. */
import { rm } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '@mantinel/contract/app-error';
import type { NewEvent, Position } from '@mantinel/domain';
import type { Appended, Batch } from './event-store.ts';
import { Intake } from './log/intake.ts';
import type { OpenSegment } from './log/open-segment.ts';
import { type AppendLogOptions, establish, type Ground } from './log/opening/establish.ts';
import type { PastEpoch } from './log/opening/identity.ts';
import { Outage } from './log/outage.ts';
import type { OwnEvents } from './log/own-events.ts';
import { type Pace, pace } from './log/pace.ts';
import type { Pending } from './log/pending.ts';
import type { MemorySegment } from './log/segment.ts';
import { SegmentChain } from './log/segment-chain.ts';
import { Succession } from './log/succession.ts';
import type { Hole, SegmentFrame } from './segments/scan-segment.ts';

export interface DurableFrame extends SegmentFrame {
  readonly epoch: number;
}

type FrameListener = (frame: DurableFrame) => void;

export class AppendLog {
  readonly node: string;
  readonly epoch: number;
  readonly pastEpochs: readonly PastEpoch[];
  readonly #options: AppendLogOptions;
  readonly #ground: Ground;
  readonly #intake: Intake;
  readonly #chain: SegmentChain;
  readonly #succession: Succession;
  readonly #listeners = new Set<FrameListener>();
  readonly #outage: Outage;
  readonly #reportedHoles = new Set<string>();
  /** Files of segments that are being deleted. */
  readonly #removals = new Set<Promise<void>>();
  readonly #pace: Pace;
  #head: Position;
  #working: Promise<void> | undefined;
  #closed = false;

  private constructor(options: AppendLogOptions, ground: Ground) {
    this.#options = options;
    this.#ground = ground;
    this.node = ground.identity.node;
    this.epoch = ground.identity.epoch;
    this.pastEpochs = ground.identity.past;
    this.#head = ground.head;
    this.#outage = new Outage({
      ...options,
      unrecordedSinceUs: ground.unrecordedSinceUs,
      retry: () => this.#tryAgain(),
    });
    this.#intake = new Intake({ sources: ground.sources, outage: this.#outage, wake: () => this.#kick() });
    this.#chain = new SegmentChain({
      disk: options.disk,
      keyring: options.keyring,
      segments: ground.segments,
      onHoles: (holes, { path }) => this.reportHoles(holes, path),
    });
    this.#succession = new Succession({
      ...options,
      ground,
      chain: this.#chain,
      outage: this.#outage,
      intake: this.#intake,
      head: () => this.#head,
      tell: (event, onDurable) => this.tell(event, onDurable),
      drop: ({ name }) => void this.drop(name).catch(options.onProblem),
    });
    this.#pace = pace(Math.max(2, Math.ceil(options.backlogBytes / options.segmentBytes)));
  }

  /** Recovers what is there and begins a new segment. The directory must have been taken by `takeDirectory`. */
  static async open(options: AppendLogOptions): Promise<AppendLog> {
    let log: AppendLog | undefined;
    const early: [readonly Hole[], string][] = [];
    const ground = await establish(options, (holes, { path }) => {
      if (log) log.reportHoles(holes, path);
      else early.push([holes, path]);
    });
    log = new AppendLog(options, ground);
    const beginning = log.#start();
    for (const event of ground.news) log.tell(event);
    for (const [holes, file] of early) log.reportHoles(holes, file);
    await beginning;
    if (log.#outage.state === 'writing') log.#succession.tellSpace();
    log.#kick();
    await log.#working;
    return log;
  }

  get head(): Position {
    return this.#head;
  }

  get state(): { state: 'writing' | 'full' | 'failing'; problem?: string } {
    const { state, problem } = this.#outage;
    return { state, ...(problem !== undefined && { problem }) };
  }

  /** What the log tells of itself is worded there. */
  get own(): OwnEvents {
    return this.#ground.own;
  }

  sourceCursor(source: string): string | undefined {
    return this.#ground.sources.cursor(source);
  }

  /** Segments that have no blocks yet, oldest first, the open one last; durable frames only. */
  unsealed(): readonly MemorySegment[] {
    return this.#chain.all();
  }

  /** Those of them that are complete and wait to be rewritten. */
  sealed(): readonly MemorySegment[] {
    return this.#chain.sealed();
  }

  append(batch: Batch): Promise<Appended> {
    if (this.#closed) return Promise.reject(new AppError('logbook.closed'));
    return this.#intake.append(batch);
  }

  /** Records something the logbook has to say, as soon as it can be written. */
  tell(event: NewEvent, onDurable = () => {}): void {
    this.#intake.tell(event, onDurable);
  }

  /** Tells once of events that can no longer be read. */
  reportHoles(holes: readonly Hole[], file: string): void {
    for (const hole of holes) {
      const name = `${hole.epoch}/${hole.firstSeq}/${hole.lastSeq}`;
      if (this.#reportedHoles.has(name)) continue;
      this.#reportedHoles.add(name);
      this.tell(this.own.damaged(hole, file));
    }
  }

  /** Called with each frame when it is durable, in order. */
  onDurable(listener: FrameListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets and deletes a segment whose blocks are durable. */
  async drop(name: string): Promise<void> {
    const segment = this.#chain.remove(name);
    if (!segment) return;
    this.#pace.release();
    const removal = rm(segment.path, { force: true }).finally(() => this.#removals.delete(removal));
    this.#removals.add(removal);
    await removal;
  }

  /** Completes the open segment, if there is something in it, so that it is rewritten and signed for. */
  async seal(): Promise<void> {
    while (this.#working) await this.#working;
    const open = this.#chain.open?.segment;
    if (this.#closed || this.#outage.state !== 'writing' || !open || open.lastSeq < open.firstSeq) return;
    this.#working = this.#succession.begin(0).finally(() => {
      this.#working = undefined;
    });
    await this.#working;
    this.#kick();
  }

  /** Writes what waits and releases its files. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#outage.stop();
    this.#pace.release();
    while (this.#working) await this.#working;
    await this.#ground.spares.discard();
    await this.#chain.finish().catch(this.#options.onProblem);
    // Whoever opens the folder next finds nothing of ours under way; those that fail have told it where they were begun.
    await Promise.allSettled(this.#removals);
  }

  /** The first segment of this run; whatever is told meanwhile waits for it. */
  #start(): Promise<void> {
    const begin = async () => {
      try {
        await this.#ground.spares.prepare();
        await this.#succession.begin(0);
      } finally {
        this.#working = undefined;
      }
    };
    this.#working = begin();
    return this.#working;
  }

  #kick(): void {
    this.#working ??= this.#work();
  }

  async #work(): Promise<void> {
    try {
      // One turn of the event loop lets everything that arrived together share one sync.
      for (await nextTurn(); this.#intake.next(); await nextTurn()) {
        const needed = this.#intake.next()!.frameBytes;
        if (!this.#chain.open?.hasRoomFor(needed)) {
          if (!this.#closed) await this.#pace.wait(this.sealed().length);
          await this.#succession.begin(needed);
        }
        const next = this.#intake.next();
        if (!next) continue;
        const { open } = this.#chain;
        if (!open?.hasRoomFor(next.frameBytes)) return this.#succession.refuseWaiting();
        await this.#writeGroup(open);
      }
    } finally {
      // In the same tick as the last look at the queue, so that no batch is left waiting.
      this.#working = undefined;
    }
  }

  async #writeGroup(open: OpenSegment): Promise<void> {
    const group: Pending[] = [];
    const frames: SegmentFrame[] = [];
    let seq = this.#head.seq + 1;
    this.#intake.takeWhile((pending) => {
      if (!open.hasRoomFor(pending.frameBytes)) return false;
      const { batch, originBytes: origin } = pending;
      frames.push(open.add({ firstSeq: seq, count: batch.count, origin, payload: batch.bytes }));
      group.push(pending);
      seq += batch.count;
      return true;
    });
    const wasFillingUp = open.isFillingUp;
    try {
      await open.flush(frames);
    } catch (error) {
      return this.#succession.pastFailure(group, error);
    }
    if (open.isFillingUp && !wasFillingUp && this.#outage.state === 'writing')
      void this.#ground.spares.prepare();
    this.#head = { epoch: this.epoch, seq: seq - 1 };
    for (let index = 0; index < group.length; index++) {
      const { firstSeq } = frames[index]!;
      this.#ground.sources.record(group[index]!.origin, { epoch: this.epoch, firstSeq });
    }
    for (const frame of frames) this.#show({ ...frame, epoch: this.epoch });
    for (let index = 0; index < group.length; index++) {
      const { firstSeq, count } = frames[index]!;
      group[index]!.resolve({ epoch: this.epoch, firstSeq, count, duplicate: false });
    }
    if (this.#outage.state !== 'writing') return;
    const linesDropped = this.#intake.takeLinesDropped();
    if (linesDropped > 0) this.tell(this.own.linesDropped(linesDropped));
  }

  #show(frame: DurableFrame): void {
    for (const listener of this.#listeners) {
      try {
        listener(frame);
      } catch (error) {
        // One listener's mistake must neither stop recording nor hide the batch from the others.
        this.#options.onProblem(error);
      }
    }
  }

  async #tryAgain(): Promise<void> {
    if (this.#outage.state === 'failing') this.#kick();
    else if (this.#outage.state === 'full') await this.#succession.pastFullDisk(() => !this.#closed);
  }
}
