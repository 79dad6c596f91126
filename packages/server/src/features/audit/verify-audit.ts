/**
 * Reads the logbook from its first event to its last: whether every number of every epoch is there, and what retention has
 * taken away. What is read was under a checksum; nothing here proves that nobody with the disk in hand rewrote it.
 */
import type { AuditVerification } from '@mantinel/contract';
import type { EventStore, Removal } from '@mantinel/logbook';

export interface VerifyAuditOptions {
  readonly logbook: Pick<EventStore, 'read' | 'head' | 'node' | 'removals'>;
  readonly nowUs: () => number;
  readonly signal: AbortSignal;
  readonly progress: (seq: number) => void;
}

interface Gap {
  readonly epoch: number;
  readonly fromSeq: number;
  readonly toSeq: number;
}

const shownGaps = 20;

export async function verifyAudit(options: VerifyAuditOptions): Promise<AuditVerification> {
  const { logbook, nowUs, signal, progress } = options;
  const beganUs = nowUs();
  const { head, node } = logbook;
  const reading = new AbortController();
  const gaps: Gap[] = [];
  const epochs = new Set<number>();
  let [at, events, audit, strange] = [{ epoch: 0, seq: 0 }, 0, 0, 0];
  const stop = () => reading.abort();
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (head.seq > 0)
      for await (const batch of logbook.read(
        { epoch: 0, seq: 0 },
        { signal: reading.signal, maxBatch: 1000 },
      )) {
        for (const event of batch.events()) {
          const { epoch, seq } = event;
          if (epoch < at.epoch || (epoch === at.epoch && seq <= at.seq) || event.node !== node) strange += 1;
          const expected = epoch === at.epoch ? at.seq + 1 : 1;
          if (seq > expected) gaps.push({ epoch, fromSeq: expected, toSeq: seq - 1 });
          at = { epoch, seq };
          epochs.add(epoch);
          events += 1;
          if (event.kind === 'audit') audit += 1;
        }
        progress(events);
        if (at.epoch > head.epoch || (at.epoch === head.epoch && at.seq >= head.seq)) break;
        // Machines are recorded by the same thread.
        await new Promise((resolve) => setImmediate(resolve));
      }
  } finally {
    signal.removeEventListener('abort', stop);
    reading.abort();
  }
  signal.throwIfAborted();
  const unexplained = unexplainedGaps(gaps, logbook.removals());
  const all = sizeOf(gaps);
  const missing = sizeOf(unexplained);
  return {
    atUs: nowUs(),
    seconds: Math.round((nowUs() - beganUs) / 100_000) / 10,
    events,
    audit,
    epochs: epochs.size,
    removed: all - missing,
    missing: missing + strange,
    gaps: unexplained.slice(0, shownGaps),
  };
}

/**
 * What retention did not take. It takes blocks of one level, so that within the reach of a block as many numbers are gone as
 * it had rows: a run of overlapping blocks explains its gaps together, and only as many as it names.
 */
export function unexplainedGaps(gaps: readonly Gap[], removals: readonly Removal[]): Gap[] {
  const reaches: { epoch: number; fromSeq: number; toSeq: number; rows: number }[] = [];
  const sorted = removals.toSorted((one, other) => one.epoch - other.epoch || one.fromSeq - other.fromSeq);
  for (const { epoch, fromSeq, toSeq, rows } of sorted) {
    const last = reaches.at(-1);
    if (last && last.epoch === epoch && fromSeq <= last.toSeq) {
      last.toSeq = Math.max(last.toSeq, toSeq);
      last.rows += rows;
    } else reaches.push({ epoch, fromSeq, toSeq, rows });
  }
  const beside = gaps.flatMap((gap) => outside(gap, reaches));
  const within = reaches.flatMap((reach) => {
    const own = gaps.flatMap((gap) => inside(gap, reach));
    return sizeOf(own) > reach.rows ? own : [];
  });
  return [...beside, ...within].sort((one, other) => one.epoch - other.epoch || one.fromSeq - other.fromSeq);
}

const inside = (gap: Gap, reach: Gap): Gap[] => {
  const [fromSeq, toSeq] = [Math.max(gap.fromSeq, reach.fromSeq), Math.min(gap.toSeq, reach.toSeq)];
  return gap.epoch === reach.epoch && fromSeq <= toSeq ? [{ epoch: gap.epoch, fromSeq, toSeq }] : [];
};

function outside(gap: Gap, reaches: readonly Gap[]): Gap[] {
  const rest: Gap[] = [];
  let { fromSeq } = gap;
  for (const reach of reaches) {
    if (reach.epoch !== gap.epoch || reach.toSeq < fromSeq || reach.fromSeq > gap.toSeq) continue;
    if (reach.fromSeq > fromSeq) rest.push({ epoch: gap.epoch, fromSeq, toSeq: reach.fromSeq - 1 });
    fromSeq = reach.toSeq + 1;
  }
  if (fromSeq <= gap.toSeq) rest.push({ epoch: gap.epoch, fromSeq, toSeq: gap.toSeq });
  return rest;
}

const sizeOf = (gaps: readonly Gap[]): number =>
  gaps.reduce((sum, { fromSeq, toSeq }) => sum + toSeq - fromSeq + 1, 0);
