/** Holds a closed logbook to what was acknowledged: every number of every machine there once, and no hole in the sequence. */
import { openLogbook } from '@mantinel/logbook';

export interface Findings {
  readonly events: number;
  readonly stored: number;
  /** In words; empty is what was promised. */
  readonly breaches: readonly string[];
}

export async function checkLog(
  directory: string,
  node: string,
  acknowledged: Readonly<Record<string, number>>,
): Promise<Findings> {
  const logbook = await openLogbook({ directory, node, nowUs: () => Date.now() * 1000 });
  const breaches: string[] = [];
  const times = new Map(
    Object.entries(acknowledged).map(([machine, count]) => [machine, new Uint8Array(count)]),
  );
  const enough = new AbortController();
  let [events, stored] = [0, 0];
  let last = { epoch: 0, seq: 0 };
  try {
    const { head } = logbook;
    for await (const batch of logbook.read({ epoch: 0, seq: 0 }, { signal: enough.signal })) {
      const expected = batch.epoch === last.epoch ? last.seq + 1 : 1;
      if (batch.firstSeq !== expected)
        breaches.push(`epoch ${batch.epoch}: ${expected} to ${batch.firstSeq - 1} are missing`);
      for (const { machine, attributes } of batch.events()) {
        const seen = machine === undefined ? undefined : times.get(machine);
        if (!seen || typeof attributes.number !== 'number') continue;
        stored += 1;
        const number = attributes.number;
        if (number >= seen.length)
          breaches.push(`${machine}: ${number} is stored and was never acknowledged`);
        else seen[number]! += 1;
      }
      events += batch.count;
      last = { epoch: batch.epoch, seq: batch.firstSeq + batch.count - 1 };
      if (last.epoch === head.epoch && last.seq >= head.seq) enough.abort();
    }
  } finally {
    await logbook.close();
  }
  for (const [machine, seen] of times) {
    const lost = seen.reduce((sum, count) => sum + (count === 0 ? 1 : 0), 0);
    const twice = seen.reduce((sum, count) => sum + (count > 1 ? 1 : 0), 0);
    if (lost > 0)
      breaches.push(
        `${machine}: ${lost} of ${seen.length} acknowledged events are lost, the first is ${seen.indexOf(0)}`,
      );
    if (twice > 0) breaches.push(`${machine}: ${twice} events are stored more than once`);
  }
  return { events, stored, breaches };
}
