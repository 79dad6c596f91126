/** Parts, jobs and their operations. */
import {
  AddJob,
  AddPart,
  ChangeJob,
  ChangePart,
  JobParams,
  Jobs,
  JobView,
  NumberedQuery,
  PartParams,
  Parts,
  PartView,
  paths,
} from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const listParts = route({
  method: 'GET',
  path: paths.parts,
  permission: 'job.read',
  scope: 'reader',
  summary: 'Parts that are known where the reader sees jobs, in order of number',
  tag: 'production',
  query: NumberedQuery,
  reply: Parts,
  handle: ({ parts }, { query, caller }) => parts.list(query, caller),
});

const addPart = route({
  method: 'POST',
  path: paths.parts,
  permission: 'job.edit',
  scope: ({ body }) => body.place,
  summary: 'Enter a part of the enterprise or of a site',
  tag: 'production',
  errors: ['part.exists', 'place.misplaced'],
  idempotent: true,
  versioned: true,
  body: AddPart,
  reply: PartView,
  handle: ({ parts }, { body: { reason, ...part }, caller, unit }) =>
    parts.add(part, { caller, why: reason, unit }),
});

const getPart = route({
  method: 'GET',
  path: paths.part,
  permission: 'job.read',
  scope: 'reader',
  summary: 'One part, with the ETag that a change of it needs',
  tag: 'production',
  errors: ['part.notFound'],
  versioned: true,
  params: PartParams,
  reply: PartView,
  handle: ({ parts }, { params, caller }) => parts.get(params.id, caller),
});

const changePart = route({
  method: 'PATCH',
  path: paths.part,
  permission: 'job.edit',
  scope: ({ params, services, caller }) => services.parts.placeOf(params.id, caller),
  summary: 'Rename a part',
  tag: 'production',
  errors: ['part.notFound'],
  idempotent: true,
  versioned: true,
  params: PartParams,
  body: ChangePart,
  reply: PartView,
  handle: ({ parts }, { params, body: { name, reason }, version, caller, unit }) =>
    parts.change(params.id, { version, name }, { caller, why: reason, unit }),
});

const listJobs = route({
  method: 'GET',
  path: paths.jobs,
  permission: 'job.read',
  scope: 'reader',
  summary: 'Jobs of the places that the reader may see, in order of number',
  tag: 'production',
  query: NumberedQuery,
  reply: Jobs,
  handle: ({ jobs }, { query, caller }) => jobs.list(query, caller),
});

const addJob = route({
  method: 'POST',
  path: paths.jobs,
  permission: 'job.edit',
  scope: ({ body }) => body.place,
  summary: 'Enter a job: so many of a part by a date',
  tag: 'production',
  errors: ['job.exists', 'part.notFound', 'place.misplaced'],
  idempotent: true,
  versioned: true,
  body: AddJob,
  reply: JobView,
  handle: ({ jobs }, { body: { reason, ...job }, caller, unit }) =>
    jobs.add(job, { caller, why: reason, unit }),
});

const getJob = route({
  method: 'GET',
  path: paths.job,
  permission: 'job.read',
  scope: ({ params, services, caller }) => services.jobs.placeOf(params.id, caller),
  summary: 'One job, with the ETag that a change of it needs',
  tag: 'production',
  errors: ['job.notFound'],
  versioned: true,
  params: JobParams,
  reply: JobView,
  handle: ({ jobs }, { params }) => jobs.get(params.id),
});

const changeJob = route({
  method: 'PUT',
  path: paths.job,
  permission: 'job.edit',
  scope: ({ params, services, caller }) => services.jobs.placeOf(params.id, caller),
  summary: 'Change a job and its operations',
  tag: 'production',
  errors: ['job.notFound', 'part.notFound', 'place.misplaced'],
  idempotent: true,
  versioned: true,
  params: JobParams,
  body: ChangeJob,
  reply: JobView,
  handle: ({ jobs }, { params, body: { reason, ...change }, version, caller, unit }) =>
    jobs.change(params.id, { ...change, version }, { caller, why: reason, unit }),
});

export const productionRoutes: readonly Route[] = [
  listParts,
  addPart,
  getPart,
  changePart,
  listJobs,
  addJob,
  getJob,
  changeJob,
];
