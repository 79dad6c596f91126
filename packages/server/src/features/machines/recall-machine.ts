/** What a machine was last known to do, from the logbook: a source that goes on at its cursor does not say it again. */
import { comparePositions, type Event, type MachineState, type Position } from '@mantinel/domain';
import type { EventStore, Filter } from '@mantinel/logbook';
import { machineCheckpointCode, newestCheckpoint, type StateCopy, stateOf } from '@mantinel/store';
import type { Log } from '../../own-log/log.ts';

export interface RecallOptions {
  readonly machine: string;
  readonly site: string;
  readonly logbook: Pick<EventStore, 'page' | 'head'>;
  /** Undefined where there is none. */
  readonly copies: Promise<CopiedStates | undefined>;
}

export interface CopiedStates {
  /** The last event that they take account of. */
  readonly at: Position;
  readonly states: readonly StateCopy[];
}

export interface Recalled {
  /** As it was before the events. */
  readonly state?: MachineState;
  readonly events: readonly Event[];
}

/** What a tile shows of a machine, and so many rows of each that every path of a machine with several is among them. */
const readingCodes = [
  'machine.execution',
  'machine.controllerMode',
  'machine.program',
  'machine.emergencyStop',
] as const;
const readingRows = 20;
/** Conditions are folded one upon another; one raised before so many others of its machine is not found. */
const conditionRows = 1000;
const conditionPages = 4;

/** Oldest first, none beyond the logbook's head as it is when called, and none that the copy takes account of. */
export async function recallMachine({ machine, site, logbook, copies }: RecallOptions): Promise<Recalled> {
  const copied = await copies;
  const state = copied?.states.find((copy) => copy.machine === machine);
  const { head } = logbook;
  const scope = { sites: [site], machines: [machine], withoutMachine: false };
  const newest = async (filter: Filter, limit: number, pages = 1): Promise<Event[]> => {
    const found: Event[] = [];
    let from: string | undefined;
    for (let left = pages; left > 0; left -= 1) {
      const place = from === undefined ? {} : { from };
      const page = await logbook.page({
        ...{ scope, filter, order: 'received', direction: 'older', limit },
        ...place,
      });
      found.push(...page.events);
      if (page.older === undefined) break;
      from = page.older;
    }
    return found;
  };
  const parts = [await newest({ kinds: ['condition'] }, conditionRows, conditionPages)];
  for (const code of readingCodes) parts.push(await newest({ kinds: ['state'], codes: [code] }, readingRows));
  // The last thing heard, whatever it was, tells the age of all that.
  parts.push(await newest({ kinds: ['sample', 'state'] }, 1));
  const events = new Map(
    parts
      .flat()
      .filter(
        (event) => comparePositions(event, head) <= 0 && (!copied || comparePositions(event, copied.at) > 0),
      )
      .map((event) => [`${event.epoch}.${event.seq}`, event]),
  );
  return { ...(state && { state: stateOf(state) }), events: [...events.values()].sort(comparePositions) };
}

/** The newest copy of all machines in the logbook: what was cleared may be gone, and what was raised be there still. */
export async function copiesOfMachines(
  logbook: Pick<EventStore, 'page'>,
  log: Log,
): Promise<CopiedStates | undefined> {
  const told = await newestCheckpoint<readonly StateCopy[]>(logbook, {
    code: machineCheckpointCode,
    unreadable: (err) =>
      log.warn({ code: 'machine.notRecalled', err }, 'a copy of what machines did cannot be read'),
  });
  return told && { at: told.at, states: told.content };
}
