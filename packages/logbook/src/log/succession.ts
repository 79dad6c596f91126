/** How one segment follows another: in a prepared file, on a full disk in the reserve, and past a disk that fails. */
import type { AppError } from '@mantinel/contract';
import type { NewEvent, Position } from '@mantinel/domain';
import { isNoSpace } from '../disk.ts';
import type { Intake } from './intake.ts';
import type { AppendLogOptions, Ground } from './opening/establish.ts';
import { type Outage, reasonOf } from './outage.ts';
import { type Pending, precedence } from './pending.ts';
import type { MemorySegment } from './segment.ts';
import type { SegmentChain } from './segment-chain.ts';
import type { SpareFile } from './spare-files.ts';

export interface SuccessionOptions extends AppendLogOptions {
  readonly ground: Ground;
  readonly chain: SegmentChain;
  readonly outage: Outage;
  readonly intake: Intake;
  readonly head: () => Position;
  readonly tell: (event: NewEvent, onDurable?: () => void) => void;
  readonly drop: (segment: MemorySegment) => void;
}

export class Succession {
  readonly #options: SuccessionOptions;
  /** Batches whose write failed: answered when the next segment's header makes sure that they never appear. */
  #failed: { pending: Pending; error: AppError }[] = [];

  constructor(options: SuccessionOptions) {
    this.#options = options;
  }

  /** Seals the open segment and begins the next; leaves none open when that cannot be done. */
  async begin(firstFrameBytes: number): Promise<void> {
    const { chain, outage, ground, onProblem, tell } = this.#options;
    const { spares, sources, own } = ground;
    let problem: unknown;
    for (let attempt = 0; attempt < 2; attempt++) {
      const full = outage.state === 'full' || isNoSpace(spares.problem);
      const file =
        (await spares.take()) ?? (full || isNoSpace(spares.problem) ? await this.#reserve() : undefined);
      problem = spares.problem;
      if (!file) break;
      try {
        const checkpoint = sources.checkpoint();
        await chain.begin({ file, header: this.#header(), checkpoint, firstFrameBytes });
        if (outage.state === 'failing') {
          outage.end();
          this.tellSpace();
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
      const isNew = outage.becomeFailing(problem);
      await chain.giveUp().catch(onProblem);
      if (isNew) tell(own.writeFailed(reasonOf(problem), { batches: 0, events: 0 }));
    }
    this.#answerFailed();
    this.refuseWaiting();
  }

  /** After a failed write or sync the kernel may have dropped the pages: this descriptor is not trusted again. */
  async pastFailure(group: readonly Pending[], cause: unknown): Promise<void> {
    const { chain, outage, intake, ground, onProblem, tell } = this.#options;
    await chain.giveUp().catch(onProblem);
    const others = group.filter((pending) => pending.precedence !== 'own');
    intake.putBack(group.filter((pending) => pending.precedence === 'own'));
    for (const pending of others) this.#failed.push({ pending, error: outage.refusal(cause) });
    if (isNoSpace(cause)) this.#becomeFull();
    else {
      const events = others.reduce((sum, { batch }) => sum + batch.count, 0);
      const batches = others.reduce((sum, { appends }) => sum + appends, 0);
      tell(ground.own.writeFailed(reasonOf(cause), { batches, events }));
    }
    await this.begin(0);
  }

  /** A full disk has space again as soon as whatever is missing could be made; `mayGoOn` is asked then. */
  async pastFullDisk(mayGoOn: () => boolean): Promise<void> {
    const { outage, ground } = this.#options;
    const { spares } = ground;
    await spares.prepare();
    if (!spares.isReady || spares.problem !== undefined) return outage.retrySoon();
    if (!mayGoOn()) return;
    outage.end();
    this.tellSpace();
  }

  /** That there is space again, where it was not told yet. */
  tellSpace(): void {
    const { outage, ground, directory, tell } = this.#options;
    const { unrecordedSinceUs } = outage;
    if (unrecordedSinceUs === undefined) return;
    tell(ground.own.spaceReturned(directory, unrecordedSinceUs), () => outage.endTold());
  }

  /** Nothing can be written now: everybody but the logbook itself is told so. */
  refuseWaiting(): void {
    this.#options.intake.refuse(...precedence.filter((kind) => kind !== 'own'));
  }

  async #reserve(): Promise<SpareFile | undefined> {
    const file = await this.#options.ground.spares.takeReserve();
    if (file) this.#becomeFull();
    return file;
  }

  #becomeFull(): void {
    const { outage, intake, ground, directory, tell } = this.#options;
    if (!outage.becomeFull()) return;
    tell(ground.own.full(directory));
    intake.refuse('machine', 'log');
  }

  #header() {
    const { ground, outage, head, nowUs } = this.#options;
    const { node, epoch } = ground.identity;
    const { unrecordedSinceUs } = outage;
    return {
      node,
      epoch,
      firstSeq: head().seq + 1,
      createdUs: nowUs(),
      ...(unrecordedSinceUs !== undefined && { unrecordedSinceUs }),
    };
  }

  /** An empty segment has nothing to rewrite. */
  #announceSealed(): void {
    const { chain, onSealed, drop } = this.#options;
    for (const segment of chain.takeSealed()) {
      if (segment.lastSeq >= segment.firstSeq) onSealed?.(segment);
      else drop(segment);
    }
    chain.unload();
  }

  #answerFailed(): void {
    for (const { pending, error } of this.#failed.splice(0)) pending.reject(error);
  }
}
