/** Projects: looked for, looked at, and drawn as points by what their operations do. */
import type {
  OperationColumns,
  OperationsQuery,
  ProjectDetail,
  Projects as ProjectsPage,
  ProjectsQuery,
} from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { DrawnOperation, ProjectRow, Store } from '@mantinel/store';
import type { Caller } from '../../http/caller.ts';
import { cursorOf, keyOf } from '../../http/page.ts';
import { timeIn } from '../../http/time-cursor.ts';
import { filterOf } from './filter-of.ts';
import { readablePlaces, readableProject } from './readable.ts';
import { factView, programView, projectSummary, projectView } from './views.ts';

export interface ProjectsService {
  list(query: ProjectsQuery, caller: Caller): Promise<ProjectsPage>;
  /** Throws `project.notFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): Promise<PlaceId>;
  /** Throws `project.notFound`. */
  get(id: string, caller: Caller): Promise<ProjectDetail>;
  operations(query: OperationsQuery, caller: Caller): Promise<OperationColumns>;
}

/** Counted so far: beyond it the search is to be narrowed, not read. */
const mostCounted = 1000;
const mostPrograms = 200;
const mostFacts = 200;

export const projectsService = (
  store: Pick<Store, 'projects' | 'programReading' | 'operations' | 'facts'>,
): ProjectsService => ({
  list: async ({ order, after, limit, ...query }, caller) => {
    const filter = filterOf({ order, limit, ...query }, readablePlaces(caller));
    const rows = await store.projects.list({
      ...filter,
      order,
      after: afterOf(order, after),
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const contents = await store.projects.contents(page.map((row) => row.id));
    const counted = await store.projects.count(filter, mostCounted + 1);
    return {
      projects: page.map((row) => projectSummary(row, contents.get(row.id))),
      total: { count: Math.min(counted, mostCounted), more: counted > mostCounted },
      ...(rows.length > limit && last ? { next: cursorOf(keyOfRow(order, last)) } : {}),
    };
  },
  placeOf: async (id, caller) => (await readableProject(store, id, caller)).place,
  get: async (id, caller) => {
    const project = await readableProject(store, id, caller);
    const programs = await store.programReading.ofProject(id, mostPrograms);
    const facts = await store.facts.of([id]);
    return {
      ...projectView(project),
      programs: programs.map(programView),
      facts: facts.slice(0, mostFacts).map(factView),
    };
  },
  operations: async ({ x, y, limit, ...query }, caller) => {
    const filter = filterOf(query, readablePlaces(caller));
    const { total, rows } = await store.operations.drawn({ ...filter, x, y, limit });
    return { total, sampled: rows.length < total, ...columnsOf(rows) };
  },
});

const keyOfRow = (order: ProjectsQuery['order'], { pictured, changedUs, name, id }: ProjectRow): string[] =>
  order === 'newest' ? [pictured ? '1' : '0', String(changedUs), id] : [name, id];

function afterOf(order: ProjectsQuery['order'], after: string | undefined) {
  if (after === undefined) return undefined;
  if (order === 'name') {
    const [key, id] = keyOf(after, 2) as [string, string];
    return { key, id };
  }
  const [pictured, us, id] = keyOf(after, 3) as [string, string, string];
  return { pictured: pictured === '1', key: String(timeIn(us)), id };
}

/** Names once, and their places among the names for each row. */
function columnsOf(rows: readonly DrawnOperation[]): Omit<OperationColumns, 'total' | 'sampled'> {
  const materials = new Names<string | null>();
  const tools = new Names<string | null>();
  const kinds = new Names<string | null>();
  const projects = new Names<string>();
  const programs = new Names<string>();
  const projectNames = new Map(rows.map((row) => [row.project, row.projectName]));
  const programNames = new Map(rows.map((row) => [row.program, row]));
  const columns = {
    x: rows.map(({ x }) => x),
    y: rows.map(({ y }) => y),
    material: rows.map(({ material }) => materials.at(material ?? null)),
    tool: rows.map(({ toolKind }) => tools.at(toolKind ?? null)),
    kind: rows.map(({ kind }) => kinds.at(kind)),
    project: rows.map(({ project }) => projects.at(project)),
    program: rows.map(({ program }) => programs.at(program)),
    number: rows.map(({ number }) => number),
  };
  return {
    ...columns,
    materials: materials.list,
    tools: tools.list,
    kinds: kinds.list,
    projects: projects.list.map((id) => ({ id, name: projectNames.get(id)! })),
    programs: programs.list.map((id) => {
      const { programName, revisionNumber } = programNames.get(id)!;
      return { id, name: programName, revision: revisionNumber };
    }),
  };
}

class Names<Name> {
  readonly list: Name[] = [];
  readonly #at = new Map<Name, number>();

  at(name: Name): number {
    let at = this.#at.get(name);
    if (at === undefined) {
      at = this.list.push(name) - 1;
      this.#at.set(name, at);
    }
    return at;
  }
}
