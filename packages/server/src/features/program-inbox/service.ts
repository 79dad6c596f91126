/** The inbox: what waits for a person's word, and what they say of many at once. */
import {
  AppError,
  type Confirmed,
  type ConfirmMaterials,
  type ConfirmTools,
  type InboxHint,
  type InboxQuery,
  type MaterialInbox,
  type ToolInbox,
} from '@mantinel/contract';
import { type Attributes, type PlaceId, placesWith, placesWithin } from '@mantinel/domain';
import { settleProjects, takeBack } from '@mantinel/harvester';
import { type Fact, type FactRow, type Repositories, type Store, searchWords } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { type Caller, mayAt } from '../../http/caller.ts';
import { cursorOf, keyOf } from '../../http/page.ts';
import type { Tasks } from '../tasks/service.ts';
import { answerByRulesName } from './answer-by-rules.ts';
import { folderOfPath, materialWords, rulesOf, type Text } from './rules-of.ts';

export interface ProgramInboxService {
  /** Throws `request.invalid`. */
  materials(query: InboxQuery, caller: Caller): Promise<MaterialInbox>;
  tools(query: InboxQuery, caller: Caller): Promise<ToolInbox>;
  /**
   * All or none. Throws `project.notFound`, also for one that the caller may not see, `permission.denied`, `changedMeanwhile`.
   */
  confirmMaterials(answer: Omit<ConfirmMaterials, 'reason'>, act: Act): Promise<Confirmed>;
  /** As above, and `program.notFound`. */
  confirmTools(answer: Omit<ConfirmTools, 'reason'>, act: Act): Promise<Confirmed>;
}

export interface ProgramInboxOptions {
  readonly store: Store;
  readonly tasks: () => Pick<Tasks, 'begin'>;
  readonly site: string;
  readonly nowUs: () => number;
}

/** Of a project or a tool that is shown: the rest is on its own page. */
const mostHints = 8;
const ofMaterial = ['material', 'material-grade', 'material-name'];
const ofTool = ['tool', 'tool-kind', 'tool-diameter'];

export function programInboxService({ store, tasks, site, nowUs }: ProgramInboxOptions): ProgramInboxService {
  const filterOf = ({ reason, text }: InboxQuery, { plant, access }: Caller) => ({
    places: placesWith(plant, access, ['program.read']).flatMap((place) => placesWithin(plant, place)),
    words: searchWords(text),
    reason,
  });

  /** What a person says is told once a place: the plant's parts are others' business. */
  async function settle(
    tx: Repositories,
    { facts, projects, programs, rules, act, told }: Settling,
  ): Promise<Confirmed['rules']> {
    await tx.facts.add(facts);
    const ids = projects.map(({ id }) => id);
    await tx.projects.touch(ids, nowUs());
    await settleProjects(tx, nowUs, { projects: ids, programs });
    for (const [place, ofPlace] of Map.groupBy(projects, (project) => project.place)) {
      const changed: string[] = [];
      for (const rule of rules) {
        const { person } = act.caller;
        const other = await tx.facts.putRule({ ...rule, place, ...(person && { person: person.id }) });
        if (other !== undefined) changed.push(other);
      }
      await takeBack(tx, nowUs, changed);
      if (rules.length > 0) await tasks().begin(answerByRulesName, { place }, { tx });
      const after = {
        ...told.after,
        projects: ofPlace.map(({ id }) => id).slice(0, 50),
        count: ofPlace.length,
        ...(rules.length > 0 && {
          rules: rules.map(({ looksAt, pattern, value }) => ({ looksAt, pattern, value })),
        }),
      };
      await tx.outbox.enqueue(
        auditedAt({ code: told.code, message: told.message, after, place, act, site, nowUs: nowUs() }),
      );
    }
    return rules.map(({ looksAt, pattern, value }) => ({ looksAt, pattern, value }));
  }

  return {
    materials: async (query, caller) => {
      const { after, limit } = query;
      const filter = filterOf(query, caller);
      const [name, id] = after === undefined ? [] : keyOf(after, 2);
      const [rows, counts] = await Promise.all([
        store.programInbox.materials({
          ...filter,
          limit: limit + 1,
          ...(name !== undefined && id !== undefined ? { after: { name, id } } : {}),
        }),
        after === undefined ? store.programInbox.materialCounts(filter) : undefined,
      ]);
      const shown = rows.slice(0, limit);
      const facts = Map.groupBy(await store.facts.of(shown.map((row) => row.id)), ({ project }) => project);
      const last = shown.at(-1);
      return {
        ...(counts && { counts }),
        projects: shown.map((row) => {
          const folder = folderOfPath(row.path);
          return {
            ...defined(row),
            ...(folder ? { folder } : {}),
            hints: hintsOf(facts.get(row.id), ofMaterial),
          };
        }),
        ...(rows.length > limit && last ? { next: cursorOf([last.name, last.id]) } : {}),
      };
    },
    tools: async (query, caller) => {
      const { after, limit } = query;
      const filter = filterOf(query, caller);
      const [rows, counts] = await Promise.all([
        store.programInbox.tools({
          ...filter,
          limit: limit + 1,
          ...(after === undefined ? {} : { after: afterTool(after) }),
        }),
        after === undefined ? store.programInbox.toolCounts(filter) : undefined,
      ]);
      const shown = rows.slice(0, limit);
      const facts = Map.groupBy(
        await store.facts.of([...new Set(shown.map(({ project }) => project))]),
        ({ program, tool }) => `${program} ${tool}`,
      );
      const last = shown.at(-1);
      return {
        ...(counts && { counts }),
        tools: shown.map((row) => ({
          ...defined(row),
          id: `${row.program} ${row.tool}`,
          hints: hintsOf(facts.get(`${row.program} ${row.tool}`), ofTool),
        })),
        ...(rows.length > limit && last
          ? { next: cursorOf([last.name, last.program, String(last.tool)]) }
          : {}),
      };
    },
    confirmMaterials: ({ projects: chosen, material, grade, remember }, act) =>
      act.unit.commit(async (tx) => {
        const projects = await changeable(tx, chosen, act.caller);
        const ids = projects.map(({ id }) => id);
        const answers = [
          { field: 'material', value: material } as const,
          ...(grade === undefined ? [] : [{ field: 'material-grade', value: grade } as const]),
        ];
        const texts = await textsOf(tx, { ids, remember });
        const facts = ids.flatMap((project) =>
          answers.map((answer) => personsFact({ project, ...answer }, act)),
        );
        await tx.programInbox.confirm(ids, act.caller.person?.id);
        const told = {
          code: 'program.materialConfirmed',
          message: 'A person said what material projects are of.',
          after: { material, ...(grade === undefined ? {} : { grade }) },
        };
        const settling = { facts, projects, programs: [], act, told };
        const rules = await settle(tx, { ...settling, rules: rulesOf(texts, answers) });
        return { confirmed: ids.length, rules };
      }),
    confirmTools: ({ tools: chosen, kind, diameterMm, remember }, act) =>
      act.unit.commit(async (tx) => {
        const programs = await tx.programInbox.toolsOf(chosen);
        if (programs.length < new Set(chosen.map(({ program, tool }) => `${program} ${tool}`)).size)
          throw new AppError('program.notFound');
        const versions = new Map(chosen.map(({ program, version }) => [program, version]));
        const wanted = programs.map(({ project, program }) => ({
          id: project,
          version: versions.get(program)!,
        }));
        const projects = await changeable(tx, wanted, act.caller);
        const answers = [
          ...(kind === undefined ? [] : [{ field: 'tool-kind', value: kind } as const]),
          ...(diameterMm === undefined
            ? []
            : [{ field: 'tool-diameter', value: String(diameterMm) } as const]),
        ];
        const facts = programs.flatMap(({ project, program, tool }) =>
          answers.map((answer) => personsFact({ project, program, tool, ...answer }, act)),
        );
        const texts: Text[] =
          remember === 'nothing'
            ? []
            : programs.flatMap(({ description }) =>
                description ? [{ looksAt: 'tool', text: description }] : [],
              );
        const told = {
          code: 'program.toolConfirmed',
          message: 'A person said what tools of programs are.',
          after: { tools: programs.length, ...(kind && { kind }), ...(diameterMm && { diameterMm }) },
        };
        const settling = { facts, projects, programs: programs.map(({ program }) => program), act, told };
        const rules = await settle(tx, { ...settling, rules: rulesOf(texts, answers) });
        return { confirmed: programs.length, rules };
      }),
  };

  /** Each confirmation is a word of its own: the last one counts. */
  function personsFact(
    said: Pick<Fact, 'project' | 'program' | 'tool' | 'field' | 'value'>,
    { caller, why, unit }: Act,
  ): Fact {
    return {
      ...said,
      confidence: 1,
      reader: 'person',
      source: `confirmation ${unit.id}`,
      because: why === undefined || why === '' ? 'A person said so.' : why,
      ...(caller.person && { person: caller.person.id }),
    };
  }
}

interface Settling {
  readonly facts: readonly Fact[];
  readonly projects: readonly { readonly id: string; readonly place: PlaceId }[];
  /** Of whose tools it was said. */
  readonly programs: readonly string[];
  readonly rules: ReturnType<typeof rulesOf>;
  readonly act: Act;
  readonly told: { readonly code: string; readonly message: string; readonly after: Attributes };
}

/** Locked. Throws `project.notFound`, `permission.denied`, `changedMeanwhile`. */
async function changeable(
  tx: Repositories,
  chosen: readonly { readonly id: string; readonly version: number }[],
  caller: Caller,
) {
  const versions = new Map(chosen.map(({ id, version }) => [id, version]));
  const projects = await tx.programInbox.projectsForChange([...versions.keys()]);
  const seen = projects.filter(({ place }) => mayAt(caller, 'program.read', place));
  if (seen.length < versions.size) throw new AppError('project.notFound');
  if (!seen.every(({ place }) => mayAt(caller, 'program.edit', place)))
    throw new AppError('permission.denied', { data: { permission: 'program.edit' } });
  if (seen.some(({ id, version }) => versions.get(id) !== version))
    throw new AppError('changedMeanwhile', { data: { what: 'one of these projects' } });
  return seen;
}

async function textsOf(
  tx: Repositories,
  { ids, remember }: { ids: readonly string[]; remember: ConfirmMaterials['remember'] },
): Promise<Text[]> {
  if (remember === 'nothing') return [];
  if (remember === 'folder') {
    const paths = await tx.programInbox.pathsOf(ids);
    return paths.flatMap((path) => {
      const folder = folderOfPath(path);
      return folder === undefined ? [] : [{ looksAt: 'folder', text: folder }];
    });
  }
  const facts = Map.groupBy(await tx.facts.of(ids), ({ project }) => project);
  return [...facts.values()].flatMap((of) => {
    const words = materialWords(of);
    return words === undefined ? [] : [{ looksAt: 'material-name', text: words }];
  });
}

const hintsOf = (facts: readonly FactRow[] | undefined, fields: readonly string[]): InboxHint[] =>
  (facts ?? [])
    .filter(({ field }) => fields.includes(field))
    .slice(0, mostHints)
    .map(({ field, value, confidence, reader, source, because }) => ({
      ...{ field, value, confidence, reader, source, because },
    }));

type Defined<Row> = { [Key in keyof Row]: Exclude<Row[Key], undefined> };

/** Without what nothing tells. */
const defined = <Row extends object>(row: Row): Defined<Row> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Defined<Row>;

function afterTool(cursor: string): { name: string; program: string; tool: number } {
  const [name = '', program = '', tool = ''] = keyOf(cursor, 3);
  if (!/^-?\d{1,9}$/.test(tool))
    throw new AppError('request.invalid', { data: { problem: '`after` is no `next` of an earlier page' } });
  return { name, program, tool: Number(tool) };
}
