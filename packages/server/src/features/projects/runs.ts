/** How the programs of a project ran, on machines that the reader may see. */
import { AppError, type RunMark, type Runs } from '@mantinel/contract';
import { levelOf, placesWith, placesWithin, shortId } from '@mantinel/domain';
import type { Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import type { Caller } from '../../http/caller.ts';
import { cursorOf, type PageOf } from '../../http/page.ts';
import { timeKeyOf } from '../../http/time-cursor.ts';
import type { PeopleNames } from '../alarms/people-names.ts';
import { readableProject } from './readable.ts';
import { countedOf, toldOf } from './run-told.ts';

export interface RunsService {
  /** Throws `project.notFound`. */
  ofProject(project: string, page: PageOf, caller: Caller): Promise<Runs>;
  /** Throws `project.notFound`, `program.runNotFound`. */
  mark(of: { project: string; run: string }, warmUp: boolean, act: Act): Promise<RunMark>;
}

interface Options {
  readonly store: Pick<Store, 'projects' | 'projectRuns' | 'outcomes'>;
  readonly names: PeopleNames;
  /** This node's site. */
  readonly site: string;
  readonly nowUs: () => number;
}

export const runsService = ({ store, names, site, nowUs }: Options): RunsService => ({
  mark: ({ project, run }, warmUp, act) =>
    act.unit.commit(async (tx) => {
      const { place } = await readableProject(tx, project, act.caller);
      if (!(await tx.outcomes.belongs(project, { run }))) throw new AppError('program.runNotFound');
      const kind = await tx.programRuns.markWarmUp(run, warmUp);
      const said = {
        code: 'run.warmUpMarked',
        message: 'A person said whether a run warmed the machine up.',
      };
      const states = { before: { warmUp: kind === 'warm-up' }, after: { project, run, warmUp } };
      await tx.outbox.enqueue(auditedAt({ ...said, ...states, place, act, site, nowUs: nowUs() }));
      return { warmUp };
    }),
  ofProject: async (project, { after, limit }, caller) => {
    await readableProject(store, project, caller);
    const from = timeKeyOf(after);
    const rows = await store.projectRuns.ofProject(project, {
      machines: readableMachines(caller),
      after: from && { beganUs: from.us, id: from.id },
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const told = Map.groupBy(await store.outcomes.ofRuns(page.map(({ id }) => id)), ({ run }) => run);
    await names.learn([...told.values()].flat().flatMap(({ person }) => person ?? []));
    return {
      runs: page.map((row) => {
        const outcomes = told.get(row.id) ?? [];
        const said = outcomes.filter(({ source }) => source === 'person');
        const latest = said.at(-1);
        return {
          ...row,
          operations: [...row.operations],
          counted: countedOf(outcomes.filter(({ source }) => source !== 'person')),
          told: latest && {
            ...toldOf(said),
            person: latest.person && names.nameOf(latest.person),
            atUs: latest.atUs,
          },
        };
      }),
      ...(rows.length > limit && last ? { next: cursorOf([String(last.beganUs), last.id]) } : {}),
    };
  },
});

/** What a machine did is its events' business: whoever reads those there. */
const readableMachines = ({ plant, access }: Caller): string[] => [
  ...new Set(
    placesWith(plant, access, ['event.read'])
      .flatMap((place) => placesWithin(plant, place))
      .filter((place) => levelOf(place) === 'machine')
      .map(shortId),
  ),
];
