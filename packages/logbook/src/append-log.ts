/** The writing half of the logbook: batches become durable in groups, one write and one fdatasync at a time, and only then are they acknowledged or shown. */
import { rm } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '@mantinel/contract';
import type { NewEvent, Position } from '@mantinel/domain';
import { createBatchEncoder } from './codec/encode-batch.ts';
import { isNoSpace } from './disk.ts';
import type { Appended, Batch } from './event-store.ts';
import { checkedBatch, checkedSize, isGap } from './log/checked-batch.ts';
import { type AppendLogOptions, establish, type Ground } from './log/establish.ts';
import { Gathering } from './log/gathering.ts';
import type { PastEpoch } from './log/identity.ts';
import { OpenSegment } from './log/open-segment.ts';
import { Outage, reasonOf } from './log/outage.ts';
import type { OwnEvents } from './log/own-events.ts';
import { type Pace, pace } from './log/pace.ts';
import { newPending, type Pending, PendingQueues, type Precedence, precedence } from './log/pending.ts';
import type { MemorySegment, Segment } from './log/segment.ts';
import type { Hole, SegmentFrame } from './segments/scan-segment.ts';

/** Sealed segments whose image stays in memory for the rewriter and for readers. */
const imagesKept = 2;

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
  readonly #encode = createBatchEncoder();
  readonly #waiting = new PendingQueues();
  readonly #gathering = new Gathering(this.#encode, (pending) => this.#waiting.push(pending));
  readonly #named = new Map<string, Promise<Appended>>();
  readonly #listeners = new Set<FrameListener>();
  readonly #outage: Outage;
  readonly #reportedHoles = new Set<string>();
  readonly #pace: Pace;
  /** Oldest first, the open one last. */
  #segments: Segment[];
  #open: OpenSegment | undefined;
  #head: Position;
  /** Batches whose write failed: answered when the next segment's header makes sure that they never appear. */
  #failed: { pending: Pending; error: AppError }[] = [];
  #linesDropped = 0;
  #lastAnnounced = 0;
  #working: Promise<void> | undefined;
  #closed = false;

  private constructor(options: AppendLogOptions, ground: Ground) {
    this.#options = options;
    this.#ground = ground;
    this.node = ground.identity.node;
    this.epoch = ground.identity.epoch;
    this.pastEpochs = ground.identity.past;
    this.#head = ground.head;
    this.#segments = ground.segments;
    this.#outage = new Outage({
      ...options,
      unrecordedSinceUs: ground.unrecordedSinceUs,
      retry: () => this.#recoverState(),
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
    if (log.#outage.state === 'writing') log.#tellSpace();
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
    return this.#segments;
  }

  /** Those of them that are complete and wait to be rewritten. */
  sealed(): readonly MemorySegment[] {
    return this.#segments.filter((segment) => segment !== this.#open?.segment);
  }

  append(batch: Batch): Promise<Appended> {
    if (this.#closed) return Promise.reject(new AppError('logbook.closed'));
    const { source, batchId } = batch;
    if (batchId === undefined) return this.#append(batch);
    const known = this.#ground.sources.find(source?.source, batchId);
    if (known) return Promise.resolve({ ...known, duplicate: true });
    const name = JSON.stringify([source?.source, batchId]);
    const underway = this.#named.get(name);
    if (underway) return underway.then((appended) => ({ ...appended, duplicate: true }));
    const answer = this.#append(batch).finally(() => this.#named.delete(name));
    this.#named.set(name, answer);
    return answer;
  }

  async #append(given: Batch): Promise<Appended> {
    const { events, source, batchId, priority = 'machine' } = given;
    const { state } = this.#outage;
    if (priority === 'machine' && state === 'writing' && Gathering.takes(given)) {
      const answer = this.#gathering.add(given);
      this.#kick();
      return answer;
    }
    const batch = 'bytes' in events ? checkedBatch(events) : checkedSize(this.#encode(events));
    const kind = priority === 'machine' && state === 'full' && isGap(batch) ? 'audit' : priority;
    if (state === 'failing' || (state === 'full' && kind !== 'audit')) throw this.#outage.refusal();
    const share = {
      ...(source && { source }),
      ...(batchId !== undefined && { batchId }),
      count: batch.count,
    };
    // What came before it stays before it.
    this.#gathering.flush();
    return new Promise<Appended>((resolve, reject) => {
      const dropped = this.#waiting.push({ ...newPending(kind, batch, [share]), resolve, reject });
      if (dropped) {
        this.#linesDropped++;
        dropped.reject(new AppError('logbook.busy'));
      }
      this.#kick();
    });
  }

  /** Records something the logbook has to say, as soon as it can be written. */
  tell(event: NewEvent, onDurable = () => {}): void {
    const reject = () => {}; // nobody waits for it; it stays in the queue until it is durable
    this.#waiting.push({
      ...newPending('own', this.#encode([event]), [{ count: 1 }]),
      resolve: onDurable,
      reject,
    });
    this.#kick();
  }

  #tellSpace(): void {
    const { unrecordedSinceUs } = this.#outage;
    if (unrecordedSinceUs === undefined) return;
    const told = this.own.spaceReturned(this.#options.directory, unrecordedSinceUs);
    this.tell(told, () => this.#outage.endTold());
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
    const segment = this.#segments.find((candidate) => candidate.name === name);
    if (!segment || segment === this.#open?.segment) return;
    this.#segments = this.#segments.filter((candidate) => candidate !== segment);
    this.#pace.release();
    await rm(segment.path, { force: true });
  }

  /** Writes what waits and releases its files. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#outage.stop();
    this.#pace.release();
    while (this.#working) await this.#working;
    await this.#ground.spares.discard();
    await this.#open?.finish().catch(this.#options.onProblem);
  }

  /** The first segment of this run; whatever is told meanwhile waits for it. */
  #start(): Promise<void> {
    const begin = async () => {
      try {
        await this.#ground.spares.prepare();
        await this.#begin(0);
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
      for (await nextTurn(); this.#hasWaiting(); await nextTurn()) {
        const needed = this.#waiting.first()!.frameBytes;
        if (!this.#open?.hasRoomFor(needed)) {
          if (!this.#closed) await this.#pace.wait(this.sealed().length);
          await this.#begin(needed);
        }
        const next = this.#waiting.first();
        if (!next) continue;
        if (!this.#open?.hasRoomFor(next.frameBytes)) return this.#refuseWaiting();
        await this.#writeGroup(this.#open);
      }
    } finally {
      // In the same tick as the last look at the queue, so that no batch is left waiting.
      this.#working = undefined;
    }
  }

  #hasWaiting(): boolean {
    this.#gathering.flush();
    return this.#waiting.first() !== undefined;
  }

  async #writeGroup(open: OpenSegment): Promise<void> {
    const group: Pending[] = [];
    const frames: SegmentFrame[] = [];
    let seq = this.#head.seq + 1;
    this.#waiting.takeWhile((pending) => {
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
      return this.#giveUp(open, group, error);
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
    if (this.#linesDropped > 0 && this.#outage.state === 'writing') {
      this.tell(this.own.linesDropped(this.#linesDropped));
      this.#linesDropped = 0;
    }
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

  /** After a failed write or sync the kernel may have dropped the pages: this descriptor is not trusted again. */
  async #giveUp(open: OpenSegment, group: readonly Pending[], cause: unknown): Promise<void> {
    this.#open = undefined;
    await open.close().catch(this.#options.onProblem);
    const others = group.filter((pending) => pending.precedence !== 'own');
    this.#waiting.putBack(group.filter((pending) => pending.precedence === 'own'));
    for (const pending of others) this.#failed.push({ pending, error: this.#outage.refusal(cause) });
    if (isNoSpace(cause)) this.#becomeFull();
    else {
      const events = others.reduce((sum, { batch }) => sum + batch.count, 0);
      const batches = others.reduce((sum, { appends }) => sum + appends, 0);
      this.tell(this.own.writeFailed(reasonOf(cause), { batches, events }));
    }
    await this.#begin(0);
  }

  /** Seals the open segment and begins the next; leaves none open when that cannot be done. */
  async #begin(firstFrameBytes: number): Promise<void> {
    const { spares } = this.#ground;
    let problem: unknown;
    for (let attempt = 0; attempt < 2; attempt++) {
      const full = this.#outage.state === 'full' || isNoSpace(spares.problem);
      const file =
        (await spares.take()) ?? (full || isNoSpace(spares.problem) ? await this.#reserve() : undefined);
      problem = spares.problem;
      if (!file) break;
      try {
        const next = await OpenSegment.begin(this.#options.disk, {
          file,
          capacity: file.bytes,
          firstFrameBytes,
          header: this.#header(file.index),
          checkpoint: this.#ground.sources.checkpoint(),
          onHoles: (holes, { path }) => this.reportHoles(holes, path),
        });
        await this.#open?.close();
        this.#open = next;
        this.#segments = [...this.#segments, next.segment];
        if (this.#outage.state === 'failing') {
          this.#outage.end();
          this.#tellSpace();
        }
        this.#answerFailed();
        this.#announceSealed();
        return;
      } catch (error) {
        problem = error;
      }
    }
    if (isNoSpace(problem)) this.#becomeFull();
    else {
      const isNew = this.#outage.becomeFailing(problem);
      await this.#open?.close().catch(this.#options.onProblem);
      this.#open = undefined;
      if (isNew) this.tell(this.own.writeFailed(reasonOf(problem), { batches: 0, events: 0 }));
    }
    this.#answerFailed();
    this.#refuseWaiting();
  }

  async #reserve() {
    const file = await this.#ground.spares.takeReserve();
    if (file) this.#becomeFull();
    return file;
  }

  #header(index: number) {
    const previous = this.#segments.at(-1);
    const { node, epoch } = this;
    const createdUs = this.#options.nowUs();
    const { unrecordedSinceUs } = this.#outage;
    return {
      node,
      epoch,
      index,
      firstSeq: this.#head.seq + 1,
      createdUs,
      ...(unrecordedSinceUs !== undefined && { unrecordedSinceUs }),
      ...(previous && {
        predecessor: {
          index: previous.index,
          epoch: previous.epoch,
          endOffset: previous.endOffset,
          lastSeq: previous.lastSeq,
        },
      }),
    };
  }

  /** Only now: the next header has made their ends final. An empty one has nothing to rewrite. */
  #announceSealed(): void {
    for (const segment of this.#segments.slice(0, -1)) {
      if (segment.index <= this.#lastAnnounced) continue;
      this.#lastAnnounced = segment.index;
      if (segment.lastSeq >= segment.firstSeq) this.#options.onSealed?.(segment);
      else this.drop(segment.name).catch(this.#options.onProblem);
    }
    for (const segment of this.#segments.slice(0, -imagesKept)) segment.unload();
  }

  #becomeFull(): void {
    if (!this.#outage.becomeFull()) return;
    this.tell(this.own.full(this.#options.directory));
    this.#refuseAll('machine', 'log');
  }

  async #recoverState(): Promise<void> {
    if (this.#outage.state === 'failing') return this.#kick();
    if (this.#outage.state !== 'full') return;
    const { spares } = this.#ground;
    await spares.prepare();
    if (!spares.isReady || spares.problem !== undefined) return this.#outage.retrySoon();
    if (this.#closed) return;
    this.#outage.end();
    this.#tellSpace();
  }

  #answerFailed(): void {
    for (const { pending, error } of this.#failed.splice(0)) pending.reject(error);
  }

  /** Nothing can be written now: everybody but the logbook itself is told so. */
  #refuseWaiting(): void {
    this.#refuseAll(...precedence.filter((kind) => kind !== 'own'));
  }

  #refuseAll(...kinds: Precedence[]): void {
    this.#gathering.flush();
    for (const pending of this.#waiting.clear(...kinds)) pending.reject(this.#outage.refusal());
  }
}
