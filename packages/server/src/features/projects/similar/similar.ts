/** What the shop did before that is like an operation, or like a whole project, and why. */
import { setImmediate } from 'node:timers/promises';
import type { FindSimilar, SimilarOperation, SimilarOperations, SimilarProjects } from '@mantinel/contract';
import { type Alike, type ComparedOperation, explain, type SimilarityIndex } from '@mantinel/harvester';
import type { ComparedRow, FoundOperation, Store } from '@mantinel/store';
import type { Caller } from '../../../http/caller.ts';
import { readablePlaces, readableProject } from '../readable.ts';
import { operationView } from '../views.ts';
import { comparedOf } from './compared.ts';
import { keptIndex } from './kept-index.ts';
import { type OwnMatches, rankedProjects } from './ranked-projects.ts';

export interface SimilarService {
  find(wish: FindSimilar, caller: Caller): Promise<SimilarOperations>;
  /** Throws `project.notFound`. */
  ofProject(project: string, limit: number, caller: Caller): Promise<SimilarProjects>;
}

/** Operations of one project that are asked for; projects that each of them names. */
const mostOwn = 40;
const eachNames = 40;
const pairsShown = 5;

export function similarService(
  store: Pick<Store, 'operations' | 'outcomes' | 'projects' | 'programReading'>,
): SimilarService {
  const kept = keptIndex(store);

  return {
    find: async ({ operation: { tool, kind, ...rest }, limit, each }, caller) => {
      const wanted: ComparedOperation = { ...unknown, ...rest, kind, toolKind: tool };
      const index = await kept.current();
      const places = new Set<string>(readablePlaces(caller));
      const alike = index.nearest(wanted, { limit, places, all: each });
      const found = await foundBy(store, alike, places);
      return {
        searched: index.size,
        operations: alike.flatMap((one) => {
          const operation = found.get(keyOf(one));
          return operation ? [viewOf(one, operation, wanted)] : [];
        }),
      };
    },
    ofProject: async (project, limit, caller) => {
      await readableProject(store, project, caller);
      const index = await kept.current();
      const places = new Set<string>(readablePlaces(caller));
      const own = (await store.operations.ofProject(project, mostOwn)).filter(isTelling);
      const of = (await store.projects.contents([project])).get(project)?.operations ?? 0;
      const matches = await matchesOf(index, own, { places, except: project });
      const ranked = rankedProjects(matches, limit, pairsShown);
      const pairs = ranked.flatMap((each) => each.pairs);
      const found = await foundBy(
        store,
        pairs.map(({ alike }) => alike),
        places,
      );
      const programs = new Map(
        (await store.operations.byKeys(pairs.map(({ row }) => row))).map((row) => [keyOf(row), row]),
      );
      return {
        searched: index.size,
        compared: own.length,
        of,
        projects: ranked.flatMap(({ project: id, similarity, pairs: some }) => {
          const shown = some.flatMap(({ row, alike }) => {
            const operation = found.get(keyOf(alike));
            const mine = programs.get(keyOf(row));
            if (!operation || !mine || !isTelling(operation)) return [];
            const { program, revisionNumber } = mine;
            const pair = viewOf(alike, operation, comparedOf(row));
            return [{ ...pair, own: { program, revision: revisionNumber, operation: operationView(row) } }];
          });
          const [first] = shown;
          if (!first) return [];
          const { projectName, partNumber, material } = first;
          return [{ project: id, projectName, partNumber, material, similarity, pairs: shown }];
        }),
      };
    },
  };
}

const unknown = {
  ...{ material: undefined, diameterMm: undefined, vc: undefined, fz: undefined },
  ...{ apMm: undefined, aeMm: undefined, overhangMm: undefined },
} as const;

/** An operation of which nothing but its kind is known is like everything and nothing. */
const isTelling = ({ toolKind, diameterMm, vc, fz }: ComparedRow): boolean =>
  [toolKind, diameterMm, vc, fz].some((known) => known !== undefined);

async function matchesOf(
  index: SimilarityIndex,
  own: readonly ComparedRow[],
  { places, except }: { places: ReadonlySet<string>; except: string },
): Promise<OwnMatches[]> {
  const matches: OwnMatches[] = [];
  for (const row of own) {
    matches.push({ row, alike: index.nearest(comparedOf(row), { limit: eachNames, places, except }) });
    // Others are answered in between.
    await setImmediate();
  }
  return matches;
}

/** Those that are still there, at places where they may be seen: a project may have moved since the index was filled. */
async function foundBy(
  store: Pick<Store, 'operations'>,
  alike: readonly Alike[],
  places: ReadonlySet<string>,
): Promise<Map<string, FoundOperation>> {
  const rows = await store.operations.byKeys(alike);
  return new Map(rows.filter(({ place }) => places.has(place)).map((row) => [keyOf(row), row]));
}

const keyOf = ({ revision, number }: { revision: string; number: number }) => `${revision}/${number}`;

const viewOf = (
  { similarity, weight }: Alike,
  found: FoundOperation,
  wanted: ComparedOperation,
): SimilarOperation => ({
  project: found.project,
  projectName: found.projectName,
  partNumber: found.partNumber,
  material: found.material,
  program: found.program,
  programName: found.programName,
  revision: found.revisionNumber,
  similarity,
  weight,
  operation: operationView(found),
  because: explain(wanted, comparedOf(found)),
});
