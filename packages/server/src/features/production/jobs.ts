/** Jobs: so many of a part by a date, and the operations that make it. */
import { AppError, type Jobs as JobsPage, type JobView } from '@mantinel/contract';
import { type Attributes, isWithin, type PlaceId, placesWith, placesWithin, siteOf } from '@mantinel/domain';
import type { Job, JobOperation, JobRow, Repositories, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { type Caller, mayAt } from '../../http/caller.ts';
import { afterOf, pageOf } from './numbered-page.ts';
import { isMadeAt } from './parts.ts';

export interface JobsService {
  list(page: { after?: string | undefined; limit: number }, caller: Caller): Promise<JobsPage>;
  /** Throws `job.notFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): Promise<PlaceId>;
  /** Throws `job.notFound`. */
  get(id: string): Promise<JobView>;
  /** Throws `job.exists`, `part.notFound`, `place.notFound`, `place.misplaced`. */
  add(job: Job, act: Act): Promise<JobView>;
  /** Throws `job.notFound`, `changedMeanwhile`, `part.notFound`, `place.notFound`. */
  change(id: string, change: Omit<Job, 'place' | 'number'> & { version: number }, act: Act): Promise<JobView>;
}

export function jobsService(
  store: Pick<Store, 'jobs'>,
  { site, nowUs }: { site: string; nowUs: () => number },
): JobsService {
  return {
    list: async ({ after, limit }, { plant, access }) => {
      const places = placesWith(plant, access, ['job.read']).flatMap((place) => placesWithin(plant, place));
      const rows = await store.jobs.list({ places, limit: limit + 1, ...afterOf(after) });
      const { page, next } = pageOf(rows, limit);
      return { jobs: page.map(viewOf), ...next };
    },
    placeOf: async (id, caller) => {
      const job = await store.jobs.get(id);
      if (!job || !mayAt(caller, 'job.read', job.place)) throw new AppError('job.notFound');
      return job.place;
    },
    get: async (id) => viewOf(await existing(store, id)),
    add: (job, act) =>
      act.unit.commit(async (tx) => {
        await requireMakeable(tx, job, act.caller);
        const added = await tx.jobs.add(job);
        const told = { code: 'job.added', message: 'A person entered a job.', after: stateOf(added) };
        await tx.outbox.enqueue(auditedAt({ ...told, place: job.place, act, site, nowUs: nowUs() }));
        return viewOf(added);
      }),
    change: (id, change, act) =>
      act.unit.commit(async (tx) => {
        const before = await existing(tx, id);
        await requireMakeable(tx, { ...change, place: before.place }, act.caller);
        const after = await tx.jobs.change(id, change);
        const told = { code: 'job.changed', message: 'A person changed a job.' };
        const states = { before: stateOf(before), after: stateOf(after) };
        await tx.outbox.enqueue(
          auditedAt({ ...told, ...states, place: after.place, act, site, nowUs: nowUs() }),
        );
        return viewOf(after);
      }),
  };
}

async function existing(repositories: Pick<Repositories, 'jobs'>, id: string): Promise<JobRow> {
  const job = await repositories.jobs.get(id);
  if (!job) throw new AppError('job.notFound');
  return job;
}

/** A job is made on one site, of a part that is known there, by operations on that site. */
async function requireMakeable(
  tx: Repositories,
  { place, part, operations }: Pick<Job, 'place' | 'part' | 'operations'>,
  caller: Caller,
): Promise<void> {
  const site = siteOf(caller.plant, place);
  if (site === undefined || place.startsWith('machine:'))
    throw new AppError('place.misplaced', {
      data: { problem: 'a job is made on a site, an area or a line' },
    });
  const known = await tx.parts.get(part);
  if (!known || !isMadeAt(caller, known, place)) throw new AppError('part.notFound');
  for (const operation of operations) {
    if (operation.place !== undefined && !isWithin(caller.plant, operation.place, site))
      throw new AppError('place.notFound', { data: { place: operation.place } });
  }
}

const stateOf = ({ changedUs: _changedUs, operations, ...job }: JobRow): Attributes => ({
  ...job,
  operations: operations.map((operation) => ({ ...operation })),
});

const viewOf = ({ changedUs: _changedUs, operations, ...job }: JobRow): JobView => ({
  ...job,
  operations: operations.map((operation: JobOperation) => ({ ...operation })),
});
