/** How projects went: what people tell, what was measured, and how their programs ran. */
import {
  type AddMeasurements,
  type AddOutcome,
  AppError,
  type Measurements,
  type MeasurementView,
  type Outcomes as OutcomesPage,
  type OutcomeView,
  type Removed,
  type RunTold,
  type TellRun,
} from '@mantinel/contract';
import type { Attributes } from '@mantinel/domain';
import type { Outcome, OutcomeRow, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import type { Caller } from '../../http/caller.ts';
import { cursorOf, type PageOf } from '../../http/page.ts';
import { timeKeyOf } from '../../http/time-cursor.ts';
import type { PeopleNames } from '../alarms/people-names.ts';
import { readableProject } from './readable.ts';
import { outcomesOf, toldOf } from './run-told.ts';

export interface OutcomesService {
  /** Throws `project.notFound`. */
  list(project: string, page: PageOf, caller: Caller): Promise<OutcomesPage>;
  /** Throws `project.notFound`, `program.runNotFound`. */
  add(project: string, outcome: AddOutcome, act: Act): Promise<OutcomeView>;
  /** All of how a run went. Throws `project.notFound`, `program.runNotFound`. */
  tell(of: { project: string; run: string }, told: Omit<TellRun, 'reason'>, act: Act): Promise<RunTold>;
  /** Throws `project.notFound`, `program.runNotFound`. */
  measure(project: string, measured: Omit<AddMeasurements, 'reason'>, act: Act): Promise<Measurements>;
  /** One that a person entered. Throws `project.notFound`, `program.measurementNotFound`. */
  unmeasure(of: { project: string; measurement: string }, act: Act): Promise<Removed>;
  /** Throws `project.notFound`. */
  measurements(project: string, caller: Caller): Promise<Measurements>;
}

interface Options {
  readonly store: Pick<Store, 'projects' | 'outcomes' | 'measurements'>;
  readonly names: PeopleNames;
  /** This node's site. */
  readonly site: string;
  readonly nowUs: () => number;
}

const mostMeasurements = 1000;

export function outcomesService({ store, names, site, nowUs }: Options): OutcomesService {
  const viewOf = ({ project: _project, person, ...row }: OutcomeRow): OutcomeView => ({
    ...row,
    person: person === undefined ? undefined : names.nameOf(person),
  });

  async function measurementsOf(from: Pick<Store, 'measurements'>, project: string) {
    const rows = await from.measurements.of(project, mostMeasurements);
    await names.learn(rows.flatMap(({ person }) => person ?? []));
    return rows.map(({ person, ...row }) => ({ ...row, person: person && names.nameOf(person) }));
  }

  return {
    list: async (project, { after, limit }, caller) => {
      await readableProject(store, project, caller);
      const from = timeKeyOf(after);
      const rows = await store.outcomes.of(project, {
        after: from && { atUs: from.us, id: from.id },
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      await names.learn(page.flatMap(({ person }) => person ?? []));
      return {
        outcomes: page.map(viewOf),
        ...(rows.length > limit && last ? { next: cursorOf([String(last.atUs), last.id]) } : {}),
      };
    },
    add: (project, told, act) =>
      act.unit.commit(async (tx) => {
        const { place } = await readableProject(tx, project, act.caller);
        if (!(await tx.outcomes.belongs(project, told))) throw new AppError('program.runNotFound');
        const row = await tx.outcomes.add({
          ...outcomeOf(told),
          project,
          source: 'person',
          person: act.caller.person?.id,
          atUs: told.atUs ?? nowUs(),
        });
        const said = { code: 'outcome.recorded', message: 'A person said how a program ran.' };
        await tx.outbox.enqueue(
          auditedAt({ ...said, after: stateOf(row), place, act, site, nowUs: nowUs() }),
        );
        if (row.person !== undefined) await names.learn([row.person]);
        return viewOf(row);
      }),
    tell: ({ project, run }, told, act) =>
      act.unit.commit(async (tx) => {
        const { place } = await readableProject(tx, project, act.caller);
        if (!(await tx.outcomes.belongs(project, { run }))) throw new AppError('program.runNotFound');
        const by = { project, source: 'person', person: act.caller.person?.id, atUs: nowUs() };
        const before = (await tx.outcomes.ofRuns([run])).filter(({ source }) => source === 'person');
        const after = outcomesOf(told).map((outcome) => ({ ...outcome, ...by }));
        await tx.outcomes.replaceOfRun(run, after);
        const said = { code: 'outcome.recorded', message: 'A person said how a program ran.' };
        const states = {
          ...(before.length > 0 && { before: summaryOf(before) }),
          after: { project, run, ...summaryOf(after) },
        };
        await tx.outbox.enqueue(auditedAt({ ...said, ...states, place, act, site, nowUs: nowUs() }));
        if (by.person !== undefined) await names.learn([by.person]);
        return { ...toldOf(after), person: by.person && names.nameOf(by.person), atUs: by.atUs };
      }),
    measure: (project, { item, run, measured, atUs = nowUs() }, act) =>
      act.unit.commit(async (tx) => {
        const { place } = await readableProject(tx, project, act.caller);
        if (!(await tx.outcomes.belongs(project, { run }))) throw new AppError('program.runNotFound');
        const rows = measured.map(({ nominal, lower, upper, ...each }) => ({
          ...{ ...each, nominal, lower, upper, project, item, run, atUs },
          status: statusOf(each.actual, { lower, upper }),
          source: 'person',
          person: act.caller.person?.id,
        }));
        await tx.measurements.put(rows);
        const failed = rows.filter(({ status }) => status === 'fail').length;
        const said = { code: 'measurement.recorded', message: 'A person entered measured dimensions.' };
        const after = { project, item, measured: rows.length, failed, ...(run !== undefined && { run }) };
        await tx.outbox.enqueue(auditedAt({ ...said, after, place, act, site, nowUs: nowUs() }));
        return { measurements: await measurementsOf(tx, project) };
      }),
    unmeasure: ({ project, measurement }, act) =>
      act.unit.commit(async (tx) => {
        const { place } = await readableProject(tx, project, act.caller);
        const removed = await tx.measurements.remove(project, measurement);
        if (!removed) throw new AppError('program.measurementNotFound');
        const { item, characteristic, actual, unit } = removed;
        const said = { code: 'measurement.removed', message: 'A person deleted a measured dimension.' };
        const before = { project, item, characteristic, ...(actual !== undefined && { actual, unit }) };
        await tx.outbox.enqueue(auditedAt({ ...said, before, place, act, site, nowUs: nowUs() }));
        return { removed: measurement };
      }),
    measurements: async (project, caller) => {
      await readableProject(store, project, caller);
      return { measurements: await measurementsOf(store, project) };
    },
  };
}

function outcomeOf(told: AddOutcome): Pick<Outcome, 'kind' | 'program' | 'run' | 'note'> & Partial<Outcome> {
  const { kind, program, run, note } = told;
  const about = { kind, program, run, note };
  switch (kind) {
    case 'good':
    case 'scrap':
    case 'rework':
      return { ...about, value: told.parts, unit: 'pcs' };
    case 'verdict':
      return { ...about, verdict: told.verdict };
    case 'tool-change':
      return {
        ...about,
        tool: told.tool,
        cause: told.cause,
        ...(told.parts === undefined ? {} : { value: told.parts, unit: 'pcs' }),
      };
    case 'wear':
      return { ...about, tool: told.tool, value: told.mm, unit: 'mm' };
    case 'cycle-time':
      return { ...about, value: told.seconds, unit: 's' };
  }
}

/** Within its limits, as far as there are some. */
function statusOf(
  actual: number,
  { lower, upper }: { lower: number | undefined; upper: number | undefined },
): MeasurementView['status'] {
  if (lower === undefined && upper === undefined) return 'unknown';
  return actual >= (lower ?? actual) && actual <= (upper ?? actual) ? 'pass' : 'fail';
}

/** How often each was told, and the counts. */
const summaryOf = (rows: readonly Outcome[]): Attributes =>
  Object.fromEntries(
    [...Map.groupBy(rows, ({ kind }) => kind)]
      .filter(([kind]) => kind !== 'note')
      .map(([kind, of]) => [kind, of[0]!.verdict ?? (of[0]!.tool === undefined ? of[0]!.value! : of.length)]),
  );

/** Without the note, whose words stand in PostgreSQL alone. */
const stateOf = ({ id, project, kind, value, verdict, tool, program, run }: OutcomeRow): Attributes =>
  Object.fromEntries(
    Object.entries({ id, project, kind, value, verdict, tool, program, run }).filter(
      (entry): entry is [string, string | number] => entry[1] !== undefined,
    ),
  );
