/** The runs of one machine, from its events one by one; what it knows outlives a restart. */

import { comparePositions, type Event, type Position } from '@mantinel/domain';
import { type MachineRun, type Roles, runSplitter, type SamplerState, sampler } from '@mantinel/harvester';

/** JSON. */
export interface MachineMark {
  readonly at: Position;
  readonly state: SamplerState;
}

export interface MachineRuns {
  /** Runs that are over. Events up to its mark are passed over. */
  take(event: Event): MachineRun[];
  /** Nothing came for a while. */
  rest(): MachineRun[];
  useRoles(roles: Roles): void;
  /** Of the last moment at which no run was open: where to go on after a restart. */
  mark(): MachineMark | undefined;
  readonly isOpen: boolean;
}

export function machineRuns(roles: Roles, from?: MachineMark): MachineRuns {
  const samples = sampler({ roles, ...(from && { from: from.state }) });
  const splitter = runSplitter();
  let mark = from;
  let last = from?.at;
  return {
    take(event) {
      if (last && comparePositions(event, last) <= 0) return [];
      // Just before it nothing was open: what it begins is read again from here.
      if (splitter.openSinceUs() === undefined && event.code === 'machine.execution' && last)
        mark = { at: last, state: samples.state() };
      last = { epoch: event.epoch, seq: event.seq };
      return samples.take(event).flatMap((sample) => splitter.take(sample));
    },
    rest: () => [...samples.flush().flatMap((sample) => splitter.take(sample)), ...splitter.rest()],
    useRoles: samples.useRoles,
    mark() {
      if (splitter.openSinceUs() === undefined && last) mark = { at: last, state: samples.state() };
      return mark;
    },
    get isOpen() {
      return splitter.openSinceUs() !== undefined;
    },
  };
}
