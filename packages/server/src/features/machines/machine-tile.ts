/** One machine as a tile shows it, recomputed only when something was heard or time made it stale. */
import type { config, MachineView } from '@mantinel/contract';
import {
  activeConditions,
  activitySinceUs,
  type Event,
  foldMachineState,
  goodReading,
  type MachineState,
  machineActivity,
  newMachineState,
  sourceConnected,
  sourceLost,
} from '@mantinel/domain';
import type { Recalled } from './recall-machine.ts';

export interface Tile {
  readonly state: MachineState;
  fixed: Pick<MachineView, 'id' | 'name' | 'site' | 'connector' | 'demo' | 'timeZone'> & { paused?: true };
  connectionProblem: string | undefined;
  /** Something was heard since the last look. */
  heard: boolean;
  lookedAtUs: number;
  /** What was last told to listeners, without the age of its data. */
  shown: string;
  shownReceivedUs: number;
  shownAtUs: number;
  fold(event: Event): void;
  /** Until `goOn`, events wait; then the remembered ones come first. */
  holdBack(): void;
  goOn(remembered: Recalled): void;
}

export function newTile(machine: config.Machine, plant: { site: string; demo: boolean }): Tile {
  const state = newMachineState(machine.id);
  let waiting: Event[] | undefined;
  const tile: Tile = {
    state,
    fixed: fixedOf(machine, plant),
    connectionProblem: undefined,
    heard: true,
    lookedAtUs: 0,
    shown: '',
    shownReceivedUs: 0,
    shownAtUs: 0,
    holdBack: () => {
      waiting = [];
    },
    goOn: ({ state: before, events }) => {
      const held = waiting ?? [];
      waiting = undefined;
      // Whether it is connected is for its source to say.
      if (before?.receivedUs !== undefined) state.receivedUs = before.receivedUs;
      for (const [path, reading] of before?.readings ?? []) state.readings.set(path, reading);
      for (const [path, active] of before?.conditions ?? []) state.conditions.set(path, active);
      for (const event of [...events, ...held]) tile.fold(event);
    },
    fold: (event) => {
      if (waiting) {
        waiting.push(event);
        return;
      }
      tile.heard = true;
      if (event.code === sourceLost) tile.connectionProblem = problemOf(event);
      else if (event.code === sourceConnected) tile.connectionProblem = undefined;
      foldMachineState(state, event);
    },
  };
  return tile;
}

export const fixedOf = (machine: config.Machine, plant: { site: string; demo: boolean }): Tile['fixed'] => ({
  id: machine.id,
  name: machine.name ?? machine.id,
  site: plant.site,
  connector: machine.connector,
  demo: plant.demo,
  timeZone: machine.timeZone,
  ...(machine.paused ? { paused: true } : {}),
});

const problemOf = ({ attributes, message }: Event): string | undefined =>
  typeof attributes.problem === 'string' ? attributes.problem : message || undefined;

export function viewOf(tile: Tile, nowUs: number, staleAfterUs: number): MachineView {
  const { state, fixed, connectionProblem } = tile;
  const text = (code: string) => {
    const reading = goodReading(state, code);
    return reading === undefined ? undefined : String(reading.value);
  };
  const activity = machineActivity(state, nowUs, staleAfterUs);
  const sinceUs = activitySinceUs(state, activity);
  const execution = text('machine.execution');
  const controllerMode = text('machine.controllerMode');
  const program = text('machine.program');
  return {
    ...fixed,
    activity,
    ...(sinceUs === undefined ? {} : { sinceUs }),
    connected: state.connected,
    ...(state.connected || connectionProblem === undefined ? {} : { connectionProblem }),
    ...(state.receivedUs === undefined ? {} : { receivedUs: state.receivedUs }),
    ...(execution === undefined ? {} : { execution }),
    ...(controllerMode === undefined ? {} : { controllerMode }),
    ...(program === undefined ? {} : { program }),
    conditions: activeConditions(state),
  };
}

interface TickOptions {
  readonly nowUs: number;
  readonly staleAfterUs: number;
  /** How often the age alone is told. */
  readonly ageEveryUs: number;
}

/** The view when it differs from the one told last; undefined when there is nothing new to say. */
export function machineTile(
  tile: Tile,
  { nowUs, staleAfterUs, ageEveryUs }: TickOptions,
): MachineView | undefined {
  // Without news only time changes a tile, and a look each second sees that soon enough.
  if (!tile.heard && nowUs - tile.lookedAtUs < ageEveryUs) return undefined;
  tile.heard = false;
  tile.lookedAtUs = nowUs;
  const { receivedUs: _age, ...rest } = viewOf(tile, nowUs, staleAfterUs);
  const shown = JSON.stringify(rest);
  const receivedUs = tile.state.receivedUs ?? 0;
  const older = receivedUs !== tile.shownReceivedUs && nowUs - tile.shownAtUs >= ageEveryUs;
  if (shown === tile.shown && !older) return undefined;
  tile.shown = shown;
  tile.shownReceivedUs = receivedUs;
  tile.shownAtUs = nowUs;
  return tile.state.receivedUs === undefined ? rest : { ...rest, receivedUs };
}
