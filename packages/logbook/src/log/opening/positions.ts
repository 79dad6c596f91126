/** Which places in received order this logbook has ever acknowledged. */
import { AppError } from '@mantinel/contract/app-error';
import type { Position } from '@mantinel/domain';
import type { PastEpoch } from './identity.ts';

export interface Positions {
  /** Throws AppError `cursor.unknownEpoch` or `cursor.beyondHead`; `cursor` names the reader. */
  check(cursor: string, position: Position): void;
  /** How many events stand between a place and the head, those that retention has removed included. */
  lag(position: Position): number;
}

export function positions(log: {
  readonly epoch: number;
  readonly head: Position;
  readonly pastEpochs: readonly PastEpoch[];
}): Positions {
  const epochs = () => [...log.pastEpochs, { epoch: log.epoch, lastSeq: log.head.seq }];
  return {
    check(cursor, { epoch, seq }) {
      // The beginning of an epoch older than all others is the beginning of everything.
      if (seq === 0 && epoch < epochs()[0]!.epoch) return;
      const known = epochs().find((candidate) => candidate.epoch === epoch);
      if (!known) throw new AppError('cursor.unknownEpoch', { data: { cursor, epoch } });
      if (seq > known.lastSeq) throw new AppError('cursor.beyondHead', { data: { cursor, epoch, seq } });
    },
    lag: (position) =>
      epochs()
        .filter(({ epoch }) => epoch >= position.epoch)
        .reduce(
          (sum, { epoch, lastSeq }) => sum + lastSeq - (epoch === position.epoch ? position.seq : 0),
          0,
        ),
  };
}
