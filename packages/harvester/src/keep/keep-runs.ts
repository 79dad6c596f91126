/** Writes runs of machines with the programs they were runs of: the same run again makes the same rows. */

import { zstdDecompressSync } from 'node:zlib';
import { pathToRoot, placeId, placesWithin, plantTree, siteOf } from '@mantinel/domain';
import type { MachineDynamics } from '@mantinel/nc';
import type { AtPlaces, RunCandidate, Store } from '@mantinel/store';
import type { AlignedTo, ProgramText } from '../align/align-thread.ts';
import type { Aligner } from '../align/aligner.ts';
import type { FitRefused } from '../align/fit.ts';
import { programName } from '../align/place/program-name.ts';
import { outcomesOf } from '../align/runs/outcomes.ts';
import type { MachineRun } from '../align/runs/run.ts';
import { isTitledWarmUp, isWarmUp } from '../align/runs/warm-up.ts';
import { callsOf } from './calls-of.ts';
import { stemOf } from './stem-of.ts';

export interface RunKeeper {
  /** False for what is no run of a program: moved or typed by hand. Throws `store.unavailable`. */
  keep(machine: string, run: MachineRun): Promise<boolean>;
}

export interface KeepRunsOptions {
  readonly store: Pick<Store, 'programRuns' | 'runPrograms' | 'machineDynamics' | 'places'>;
  readonly aligner: Aligner;
  readonly nowUs: () => number;
  /** A program broke the thread that aligns: the run is kept without it. */
  readonly onBroken: (
    error: unknown,
    of: { readonly machine: string; readonly programName: string | undefined },
  ) => void;
  /** The planner's times stay those that are assumed of the machine, until it has run more. */
  readonly onNotFitted: (refused: FitRefused, machine: string) => void;
}

/** Programs that a run is laid over, at most. */
const mostCandidates = 12;
/** A tool that is in the spindle for less was changed at once. */
const leastToolS = 5;
const mostRunsFitted = 400;
/** A machine is fitted again when it has so many more clean runs. */
const fitAgainAfter = 20;

export function runKeeper({ store, aligner, nowUs, onBroken, onNotFitted }: KeepRunsOptions): RunKeeper {
  const { programRuns, runPrograms, machineDynamics } = store;
  /** Clean runs of each machine since it was fitted; unknown after a start. */
  const sinceFit = new Map<string, number>();

  /** Of its own site, and what the enterprise shares: another site's programs are none of its business. */
  async function placesOf(machine: string): Promise<AtPlaces> {
    const tree = plantTree(await store.places.list());
    const site = siteOf(tree, placeId('machine', machine));
    return site && [...placesWithin(tree, site), ...pathToRoot(tree, site).slice(1)];
  }

  async function aligned(
    machine: string,
    run: MachineRun,
  ): Promise<(AlignedTo & { readonly warmsUp: boolean }) | undefined> {
    const { activeS } = run;
    const places = await placesOf(machine);
    const among = async (programs: readonly RunCandidate[], named: boolean) => {
      if (programs.length === 0) return undefined;
      const fitted = await machineDynamics.of(machine);
      const found = await aligner.align({
        run,
        candidates: programs.map((each) => ({ ...each, named })),
        subprograms: await subprograms(programs, places),
        dynamics: fitted?.dynamics as MachineDynamics | undefined,
      });
      const program = programs.find(({ revision }) => revision === found?.revision);
      return found && { ...found, warmsUp: program !== undefined && warmsUp(program) };
    };
    if (run.programName !== undefined) {
      const { name, number } = programName(run.programName);
      const told = { stem: stemOf(`${name}.nc`), ...(number !== undefined && { number }) };
      const found = await among(
        await runPrograms.called(told, { activeS, limit: mostCandidates, places }),
        true,
      );
      if (found) return found;
    }
    const traits = { tools: toolsOf(run), ...lastLineOf(run), activeS };
    return among(await runPrograms.fitting(traits, { limit: mostCandidates, places }), false);
  }

  /** Those that these call and do not have themselves, and what those call. */
  async function subprograms(
    candidates: readonly ProgramText[],
    places: AtPlaces,
  ): Promise<Map<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    let texts = candidates.map(({ compressed }) => compressed);
    for (let depth = 0; depth < 3 && texts.length > 0; depth++) {
      const called = new Set(
        texts.flatMap((text) => callsOf(textOf(text))).filter((name) => !found.has(name)),
      );
      const more = await runPrograms.textsCalled([...called], places);
      for (const [name, compressed] of more) found.set(name, compressed);
      texts = [...more.values()];
    }
    return found;
  }

  async function fitWhenDue(machine: string): Promise<void> {
    const count = (sinceFit.get(machine) ?? fitAgainAfter) + 1;
    sinceFit.set(machine, count);
    if (count < fitAgainAfter) return;
    sinceFit.set(machine, 0);
    const runs = await machineDynamics.clean(machine, mostRunsFitted);
    const texts = new Map<string, ProgramText>();
    for (const revision of new Set(runs.map((each) => each.revision))) {
      const text = await runPrograms.textOf(revision);
      if (text) texts.set(revision, text);
    }
    const clean = runs.map(({ feedOverride, ...each }) => ({ ...each, feedOverride }));
    const fit = await aligner.fit({ machine, runs: clean, texts });
    if ('refused' in fit) onNotFitted(fit, machine);
    else await machineDynamics.put({ machine, ...fit.fitted, fittedUs: nowUs() });
  }

  return {
    async keep(machine, run) {
      if (run.kind === 'by-hand') return false;
      const guard = async <T>(work: Promise<T>): Promise<T | undefined> => {
        try {
          return await work;
        } catch (error) {
          if (isOfStore(error)) throw error;
          onBroken(error, { machine, programName: run.programName });
          return undefined;
        }
      };
      const found = await guard(aligned(machine, run));
      const ending = found?.ending ?? run.ending;
      const kind = found?.warmsUp ? 'warm-up' : run.kind;
      await programRuns.put(
        {
          machine,
          ...(found && { revision: found.revision }),
          ...(run.programName !== undefined && { programName: run.programName }),
          kind,
          beganUs: run.beganUs,
          endedUs: run.endedUs,
          ending,
          activeS: run.activeS,
          assignedS: found?.assignedS ?? 0,
          ...(run.feedOverride !== undefined && { feedOverride: run.feedOverride }),
          // Block by block is a person's hand on the time as an override is.
          overridden: run.overridden || run.kind === 'single-block',
          confidence: found?.confidence ?? 0,
          operations: (found?.operations ?? []).map(
            ({ number, seconds, feedOverride, loadMean, loadMax }) => ({
              number,
              seconds,
              ...(feedOverride !== undefined && { feedOverride }),
              ...(loadMean !== undefined && { loadMean }),
              ...(loadMax !== undefined && { loadMax }),
            }),
          ),
        },
        outcomesOf({ ...run, ending, kind }),
      );
      if (found && ending === 'complete' && !run.overridden && kind === 'program')
        await guard(fitWhenDue(machine));
      return true;
    },
  };
}

const warmsUp = ({ path, compressed }: RunCandidate): boolean =>
  isWarmUp(path) || isTitledWarmUp(textOf(compressed));

const textOf = (compressed: Uint8Array): string => zstdDecompressSync(compressed).toString('latin1');

const isOfStore = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('store.');

function toolsOf({ moments, endedUs, beganUs }: MachineRun): number[] {
  const held = new Map<number, number>();
  for (let row = 0; row < moments.count; row++) {
    const tool = moments.tool[row]!;
    const until = row + 1 < moments.count ? moments.atS[row + 1]! : (endedUs - beganUs) / 1e6;
    if (tool > 0 && moments.active[row] === 1)
      held.set(tool, (held.get(tool) ?? 0) + until - moments.atS[row]!);
  }
  // The first may be the one of before, until the program calls its own.
  const own = held.size > 1 ? [...held].slice(1) : [...held];
  return own.filter(([, seconds]) => seconds >= leastToolS).map(([tool]) => tool);
}

/** Of a run that came to its end; `{}` where it told none. */
function lastLineOf({ moments, ending }: MachineRun): { lastLine?: number } {
  let lastLine = 0;
  for (let row = 0; row < moments.count; row++)
    if (moments.active[row] === 1) lastLine = Math.max(lastLine, moments.line[row]!);
  return ending === 'complete' && lastLine > 0 ? { lastLine } : {};
}
