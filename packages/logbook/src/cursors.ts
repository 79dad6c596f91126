/** Durable places of consumers. Those that must not miss anything hold retention back; the others are moved on when they lag. */
import { join } from 'node:path';
import { AppError } from '@mantinel/contract/app-error';
import { comparePositions, type Position } from '@mantinel/domain';
import type { AppendLog } from './append-log.ts';
import { type Disk, isNoSpace } from './disk.ts';
import type { Cursor, CursorOptions, OpenCursor } from './event-store.ts';
import type { Positions } from './log/opening/positions.ts';
import { openSlotFile } from './log/opening/slot-file.ts';

interface Saved {
  readonly mode: CursorOptions['mode'];
  readonly maxLagEvents?: number;
  readonly position: Position;
}

export interface Cursors {
  open(name: string, options: OpenCursor): Promise<Cursor>;
  /** Where the slowest required consumer stands. */
  required(): Position | undefined;
  /** Moves best-effort cursors that lag too far and tells of it. */
  overrun(): void;
  /** Resolves when everything committed is written. */
  close(): Promise<void>;
}

export interface CursorsOptions {
  readonly directory: string;
  readonly disk: Disk;
  readonly log: Pick<AppendLog, 'epoch' | 'pastEpochs' | 'head' | 'own' | 'tell'>;
  readonly positions: Positions;
}

export async function openCursors({ directory, disk, log, positions }: CursorsOptions): Promise<Cursors> {
  const file = await openSlotFile<Record<string, Saved>>(join(directory, 'cursors'), disk);
  const cursors = new Map<string, Saved>(Object.entries(file.initial ?? {}));
  let writing: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const write = async () => {
    try {
      await file.write(Object.fromEntries(cursors));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      if (isNoSpace(cause)) throw new AppError('logbook.full', { data: { directory }, cause });
      throw new AppError('logbook.writeFailed', { data: { directory, reason }, cause });
    }
  };
  /** Commits that arrive during a write share the one after it. */
  const save = (): Promise<void> => {
    next ??= (async () => {
      await writing?.catch(() => {}); // its own committers are told
      next = undefined;
      writing = write();
      await writing;
    })();
    return next;
  };

  return {
    async open(name, { mode, maxLagEvents, from, anew }) {
      const beginning = { epoch: log.pastEpochs[0]?.epoch ?? log.epoch, seq: 0 };
      const known = anew ? undefined : cursors.get(name);
      const position = known?.position ?? from ?? beginning;
      positions.check(name, position);
      const saved = { mode, position, ...(maxLagEvents !== undefined && { maxLagEvents }) };
      cursors.set(name, saved);
      if (!known || known.mode !== mode || known.maxLagEvents !== maxLagEvents) await save();
      return {
        name,
        get position() {
          return cursors.get(name)!.position;
        },
        async commit(place) {
          positions.check(name, place);
          const current = cursors.get(name)!;
          // A best-effort cursor that was moved on does not go back to what it has skipped.
          const behind = mode === 'best-effort' && comparePositions(place, current.position) < 0;
          if (!behind) cursors.set(name, { ...current, position: { epoch: place.epoch, seq: place.seq } });
          await save();
        },
      };
    },
    required: () =>
      [...cursors.values()]
        .filter(({ mode }) => mode === 'required')
        .map(({ position }) => position)
        .sort(comparePositions)[0],
    overrun() {
      for (const [name, cursor] of cursors) {
        const { mode, maxLagEvents, position } = cursor;
        if (mode !== 'best-effort' || maxLagEvents === undefined || positions.lag(position) <= maxLagEvents)
          continue;
        // Half the lag is given back, so that one that stays slow is told of once in a while and not with every batch.
        const { epoch, seq } = log.head;
        const to = Math.max(epoch === position.epoch ? position.seq : 0, seq - Math.floor(maxLagEvents / 2));
        cursors.set(name, { ...cursor, position: { epoch, seq: to } });
        const firstSeq = epoch === position.epoch ? position.seq + 1 : 1;
        log.tell(log.own.overrun(name, { epoch, firstSeq, lastSeq: to }));
      }
    },
    async close() {
      while (next ?? writing) {
        const last = next ?? writing;
        await last?.catch(() => {}); // its committers are told
        if (last === writing) writing = undefined;
      }
    },
  };
}
