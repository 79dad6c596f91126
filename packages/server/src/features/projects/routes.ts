/** Projects: found, looked at, compared with others, and how they went. */
import {
  AddMeasurements,
  AddOutcome,
  FindSimilar,
  MarkRun,
  MeasurementParams,
  Measurements,
  OperationColumns,
  OperationsQuery,
  Outcomes,
  OutcomesQuery,
  OutcomeView,
  ProjectDetail,
  ProjectParams,
  Projects,
  ProjectsQuery,
  paths,
  ReasonQuery,
  Removed,
  RunMark,
  RunParams,
  Runs,
  RunsQuery,
  RunTold,
  SimilarOperations,
  SimilarProjects,
  SimilarQuery,
  TellRun,
} from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { Caller } from '../../http/caller.ts';
import { type Route, route } from '../../http/route.ts';
import type { Services } from '../../services.ts';
import { programRoutes } from './program-routes.ts';

interface One {
  readonly params: { id: string };
  readonly services: Services;
  readonly caller: Caller;
}
const itsPlace = ({ params, services, caller }: One): Promise<PlaceId> =>
  services.projects.placeOf(params.id, caller);

const listProjects = route({
  method: 'GET',
  path: paths.projects,
  permission: 'program.read',
  scope: 'reader',
  summary: 'Projects where the reader sees programs, chosen by part number, tools, material and cutting data',
  tag: 'programs',
  query: ProjectsQuery,
  reply: Projects,
  handle: ({ projects }, { query, caller }) => projects.list(query, caller),
});

const getProject = route({
  method: 'GET',
  path: paths.project,
  permission: 'program.read',
  scope: itsPlace,
  summary: 'A project with its programs, and what is said of it with the sources',
  tag: 'programs',
  errors: ['project.notFound'],
  params: ProjectParams,
  reply: ProjectDetail,
  handle: ({ projects }, { params, caller }) => projects.get(params.id, caller),
});

const getSimilarProjects = route({
  method: 'GET',
  path: paths.projectSimilar,
  permission: 'program.read',
  scope: itsPlace,
  summary: 'Projects that did the like of this one, and why they are alike',
  tag: 'programs',
  errors: ['project.notFound'],
  params: ProjectParams,
  query: SimilarQuery,
  reply: SimilarProjects,
  handle: ({ similar }, { params, query, caller }) => similar.ofProject(params.id, query.limit, caller),
});

const findSimilar = route({
  method: 'POST',
  path: paths.similar,
  permission: 'program.read',
  scope: 'reader',
  summary: 'Operations that are like the one described, the most alike first',
  tag: 'programs',
  body: FindSimilar,
  reply: SimilarOperations,
  handle: ({ similar }, { body, caller }) => similar.find(body, caller),
});

const getOperations = route({
  method: 'GET',
  path: paths.operations,
  permission: 'program.read',
  scope: 'reader',
  summary: 'Two features of every operation as columns, to be drawn as points',
  tag: 'programs',
  query: OperationsQuery,
  reply: OperationColumns,
  handle: ({ projects }, { query, caller }) => projects.operations(query, caller),
});

const getRuns = route({
  method: 'GET',
  path: paths.projectRuns,
  permission: 'program.read',
  scope: itsPlace,
  summary: 'How its programs ran on machines, beside what was estimated',
  tag: 'programs',
  errors: ['project.notFound'],
  params: ProjectParams,
  query: RunsQuery,
  reply: Runs,
  handle: ({ runs }, { params, query, caller }) => runs.ofProject(params.id, query, caller),
});

const getOutcomes = route({
  method: 'GET',
  path: paths.projectOutcomes,
  permission: 'program.read',
  scope: itsPlace,
  summary: 'What was told of how it went, the newest first',
  tag: 'programs',
  errors: ['project.notFound'],
  params: ProjectParams,
  query: OutcomesQuery,
  reply: Outcomes,
  handle: ({ outcomes }, { params, query, caller }) => outcomes.list(params.id, query, caller),
});

const addOutcome = route({
  method: 'POST',
  path: paths.projectOutcomes,
  permission: 'outcome.record',
  scope: itsPlace,
  summary: 'Say how it went: good parts, scrap, rework, a tool change, a time or a verdict',
  tag: 'programs',
  errors: ['project.notFound', 'program.runNotFound'],
  idempotent: true,
  params: ProjectParams,
  body: AddOutcome,
  reply: OutcomeView,
  handle: ({ outcomes }, { params, body: { reason, ...told }, caller, unit }) =>
    outcomes.add(params.id, told, { caller, why: reason, unit }),
});

const getMeasurements = route({
  method: 'GET',
  path: paths.projectMeasurements,
  permission: 'program.read',
  scope: itsPlace,
  summary: 'Dimensions that were measured of its parts',
  tag: 'programs',
  errors: ['project.notFound'],
  params: ProjectParams,
  reply: Measurements,
  handle: ({ outcomes }, { params, caller }) => outcomes.measurements(params.id, caller),
});

const tellRun = route({
  method: 'PUT',
  path: paths.runOutcome,
  permission: 'outcome.record',
  scope: itsPlace,
  summary: 'Say all of how one run went; what is left out is unknown',
  tag: 'programs',
  errors: ['project.notFound', 'program.runNotFound'],
  idempotent: true,
  params: RunParams,
  body: TellRun,
  reply: RunTold,
  handle: ({ outcomes }, { params: { id, run }, body: { reason, ...told }, caller, unit }) =>
    outcomes.tell({ project: id, run }, told, { caller, why: reason, unit }),
});

const addMeasurements = route({
  method: 'POST',
  path: paths.projectMeasurements,
  permission: 'outcome.record',
  scope: itsPlace,
  summary: 'Enter measured dimensions of a part; the same characteristic of it again is a correction',
  tag: 'programs',
  errors: ['project.notFound', 'program.runNotFound'],
  idempotent: true,
  params: ProjectParams,
  body: AddMeasurements,
  reply: Measurements,
  handle: ({ outcomes }, { params, body: { reason, ...measured }, caller, unit }) =>
    outcomes.measure(params.id, measured, { caller, why: reason, unit }),
});

const removeMeasurement = route({
  method: 'DELETE',
  path: paths.projectMeasurement,
  permission: 'outcome.record',
  scope: itsPlace,
  summary: 'Delete a measured dimension that a person entered',
  tag: 'programs',
  errors: ['project.notFound', 'program.measurementNotFound'],
  idempotent: true,
  params: MeasurementParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ outcomes }, { params: { id, measurement }, query, caller, unit }) =>
    outcomes.unmeasure({ project: id, measurement }, { caller, why: query.reason, unit }),
});

const markRun = route({
  method: 'PUT',
  path: paths.runWarmUp,
  permission: 'outcome.record',
  scope: itsPlace,
  summary: 'Say whether a run warmed the machine up and made no part, whatever its events tell',
  tag: 'programs',
  errors: ['project.notFound', 'program.runNotFound'],
  idempotent: true,
  params: RunParams,
  body: MarkRun,
  reply: RunMark,
  handle: ({ runs }, { params: { id, run }, body: { warmUp, reason }, caller, unit }) =>
    runs.mark({ project: id, run }, warmUp, { caller, why: reason, unit }),
});

export const projectRoutes: readonly Route[] = [
  listProjects,
  getProject,
  getSimilarProjects,
  findSimilar,
  getOperations,
  getRuns,
  getOutcomes,
  addOutcome,
  getMeasurements,
  tellRun,
  addMeasurements,
  removeMeasurement,
  markRun,
  ...programRoutes,
];
