/** Parts and jobs. */
import { type Jobs, type JobView, type Parts, type PartView, paths } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { addressOf, type By, why } from './act.ts';
import { getJson, send } from './request.ts';

const pageAddress = (path: string, after: string | undefined) =>
  after === undefined ? path : `${path}?${new URLSearchParams({ after })}`;

export const getParts = (after: string | undefined, signal?: AbortSignal) =>
  getJson<Parts>(pageAddress(paths.parts, after), signal);
export const getPart = (id: string) => getJson<PartView>(addressOf(paths.part, id));
export const addPart = (part: { place: PlaceId; number: string; name: string }, reason: string) =>
  send<PartView>(paths.parts, { body: { ...part, ...why(reason) } });
export const renamePart = (id: string, name: string, { version, reason }: By) =>
  send<PartView>(addressOf(paths.part, id), { method: 'PATCH', version, body: { name, ...why(reason) } });

export type JobPlan = Pick<JobView, 'part' | 'quantity' | 'dueUs' | 'operations'>;

export const getJobs = (after: string | undefined, signal?: AbortSignal) =>
  getJson<Jobs>(pageAddress(paths.jobs, after), signal);
export const getJob = (id: string) => getJson<JobView>(addressOf(paths.job, id));
export const addJob = (job: JobPlan & { place: PlaceId; number: string }, reason: string) =>
  send<JobView>(paths.jobs, { body: { ...job, ...why(reason) } });
export const changeJob = (id: string, plan: JobPlan, { version, reason }: By) =>
  send<JobView>(addressOf(paths.job, id), { method: 'PUT', version, body: { ...plan, ...why(reason) } });
