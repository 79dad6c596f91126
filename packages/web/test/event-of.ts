/** One event as the API carries it, with what the test does not care about filled in. */
import type { Event } from '@mantinel/contract';

export function eventOf(given: Partial<Event> & { seq: number }): Event {
  const timeUs = given.timeUs ?? 1_700_000_000_000_000 + given.seq * 1000;
  return {
    id: `node.1.${given.seq}`,
    node: 'node',
    epoch: 1,
    timeUs,
    receivedUs: timeUs,
    site: 'plant',
    machine: 'm1',
    kind: 'message',
    severity: 9,
    code: 'machine.message',
    message: `row ${given.seq}`,
    attributes: {},
    quality: 'good',
    ...given,
  };
}
