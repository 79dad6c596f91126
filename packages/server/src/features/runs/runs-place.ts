/** Where the runs of programs are taken up to: kept beside the rows, so that a restart goes on and a rebuild begins anew. */
import { comparePositions, type Position } from '@mantinel/domain';
import type { Settings } from '@mantinel/store';
import type { MachineMark } from './machine-runs.ts';

/** JSON. */
export interface RunsPlace {
  readonly node: string;
  /** Everything before it is taken up, but for machines whose mark is further on. */
  readonly at: Position;
  readonly machines: Readonly<Record<string, MachineMark>>;
  /** `read_us` of the newest revision that runs without a program were laid over. */
  readonly revisionsUs: number;
}

const key = 'programRuns.place';
/** Of the form above; another one begins anew. */
const version = 1;

export async function loadPlace(settings: Settings): Promise<RunsPlace | undefined> {
  const stored = (await settings.get(key)) as (RunsPlace & { readonly version: number }) | undefined;
  return stored?.version === version ? stored : undefined;
}

export const savePlace = (settings: Settings, place: RunsPlace): Promise<void> =>
  settings.set(key, { version, ...place });

/** Every event is read again at the next start; rows that are there are replaced by the same. */
export const forgetPlace = (settings: Settings): Promise<void> => settings.set(key, undefined);

/** The earliest of these. */
export const earliest = (positions: readonly Position[], end: Position): Position =>
  positions.reduce((first, each) => (comparePositions(each, first) < 0 ? each : first), end);
