/** What the logbook itself has to tell, as events. Operators hear of what costs them data; the rest is technical. */
import { type Attributes, type Kind, type NewEvent, type Severity, severity } from '@mantinel/domain';
import type { Hole } from '../segments/scan-segment.ts';

export interface OwnEvents {
  recovered(cut: { bytes: number; afterSeq: number }): NewEvent;
  newEpoch(change: { former: number; epoch: number; reason: 'copied' | 'older' }): NewEvent;
  damaged(hole: Hole, file: string): NewEvent;
  writeFailed(reason: string, refused: { batches: number; events: number }): NewEvent;
  full(directory: string): NewEvent;
  spaceReturned(directory: string, fullSinceUs: number): NewEvent;
  linesDropped(count: number): NewEvent;
  overrun(cursor: string, skipped: { epoch: number; firstSeq: number; lastSeq: number }): NewEvent;
}

export function ownEvents(site: string, nowUs: () => number): OwnEvents {
  const event = (
    kind: Kind,
    level: Severity,
    code: string,
    details: { message: string; attributes: Attributes },
  ): NewEvent => {
    const now = nowUs();
    const quality = kind === 'gap' ? 'gap' : 'good';
    return { timeUs: now, receivedUs: now, site, kind, severity: level, code, quality, ...details };
  };
  return {
    recovered: ({ bytes, afterSeq }) =>
      event('log', severity.info, 'logbook.recovered', {
        message: `Recording was interrupted. ${bytes} bytes after event ${afterSeq} had not been acknowledged and were cut.`,
        attributes: { bytes, afterSeq },
      }),
    newEpoch: ({ former, epoch, reason }) =>
      event('message', severity.warn, 'logbook.newEpoch', {
        message:
          reason === 'copied'
            ? 'This data folder is a copy or was restored from a backup. Its events count anew from here.'
            : 'Part of this data folder is older than the rest. Its events count anew from here.',
        attributes: { former, epoch, reason },
      }),
    damaged: ({ epoch, firstSeq, lastSeq, bytes }, file) =>
      event('gap', severity.error, 'logbook.damaged', {
        message: `Events ${firstSeq} to ${lastSeq} can no longer be read from the disk. Everything else is there.`,
        attributes: { epoch, firstSeq, lastSeq, bytes, file },
      }),
    writeFailed: (reason, refused) =>
      event('message', severity.error, 'logbook.writeFailed', {
        message: `The disk refused to store events (${reason}). They were not acknowledged; their sources send them again.`,
        attributes: { reason, ...refused },
      }),
    full: (directory) =>
      event('message', severity.error, 'logbook.full', {
        message: 'The disk is full. Machine events are not being recorded until space is free.',
        attributes: { directory },
      }),
    spaceReturned: (directory, fullSinceUs) =>
      event('message', severity.warn, 'logbook.spaceReturned', {
        message:
          'The disk has space again. Each machine is recorded from where it was held; what it no longer has is a gap of its own.',
        attributes: { directory, fullSinceUs },
      }),
    linesDropped: (count) =>
      event('log', severity.warn, 'logbook.linesDropped', {
        message: `${count} batches of the product's own log lines were left out in favour of machine events.`,
        attributes: { count },
      }),
    overrun: (cursor, skipped) =>
      event('gap', severity.warn, 'logbook.overrun', {
        message: `The reader ${cursor} fell too far behind and skipped events ${skipped.firstSeq} to ${skipped.lastSeq}.`,
        attributes: { cursor, ...skipped, reason: 'overrun' },
      }),
  };
}
