/** Projects and their programs: found, looked at, compared, and how they went. */
import {
  type AddMeasurements,
  type AddOutcome,
  type Measurements,
  type OperationColumns,
  type Outcomes,
  type OutcomeView,
  type ProgramDetail,
  type ProgramDiff,
  type ProjectDetail,
  type Projects,
  paths,
  type RevisionDetail,
  type RunMark,
  type Runs,
  type RunTold,
  type SimilarProjects,
  type TellRun,
} from '@mantinel/contract';
import { addressOf, because, type Removed, why } from './act.ts';
import { getJson, request, send } from './request.ts';

type Query = Readonly<Record<string, string>>;
const asked = (path: string, query: Query) => `${path}?${new URLSearchParams(query)}`;
const ofRevision = (path: string, program: string, revision: number) =>
  addressOf(path, program).replace(':revision', String(revision));

export const getProjects = (query: Query, signal?: AbortSignal) =>
  getJson<Projects>(asked(paths.projects, query), signal);
export const getProject = (id: string, signal?: AbortSignal) =>
  getJson<ProjectDetail>(addressOf(paths.project, id), signal);
export const getProgram = (id: string, signal?: AbortSignal) =>
  getJson<ProgramDetail>(addressOf(paths.program, id), signal);
export const getRevision = (program: string, revision: number, signal?: AbortSignal) =>
  getJson<RevisionDetail>(ofRevision(paths.programRevision, program, revision), signal);
export const getDiff = (program: string, [one, other]: readonly [number, number], signal?: AbortSignal) =>
  getJson<ProgramDiff>(ofRevision(paths.programDiff, program, one).replace(':other', String(other)), signal);
export const getSimilar = (project: string, signal?: AbortSignal) =>
  getJson<SimilarProjects>(addressOf(paths.projectSimilar, project), signal);
/** `after`: `next` of the page before. */
export const getRuns = (project: string, after: string | undefined, signal?: AbortSignal) =>
  getJson<Runs>(asked(addressOf(paths.projectRuns, project), after === undefined ? {} : { after }), signal);
export const getOutcomes = (project: string, signal?: AbortSignal) =>
  getJson<Outcomes>(addressOf(paths.projectOutcomes, project), signal);
export const addOutcome = (project: string, outcome: AddOutcome) =>
  send<OutcomeView>(addressOf(paths.projectOutcomes, project), { body: outcome });
export const tellRun = (project: string, run: string, told: TellRun) =>
  send<RunTold>(addressOf(paths.runOutcome, project).replace(':run', encodeURIComponent(run)), {
    method: 'PUT',
    body: told,
  });
/** Whether it warmed the machine up. */
export const markRun = (
  project: string,
  run: string,
  { warmUp, reason }: { warmUp: boolean; reason: string },
) =>
  send<RunMark>(addressOf(paths.runWarmUp, project).replace(':run', encodeURIComponent(run)), {
    method: 'PUT',
    body: { warmUp, ...why(reason) },
  });
export const removeMeasurement = (project: string, id: string, reason: string) =>
  send<Removed>(
    addressOf(paths.projectMeasurement, project).replace(':measurement', encodeURIComponent(id)) +
      because(reason),
    { method: 'DELETE' },
  );
export const getMeasurements = (project: string, signal?: AbortSignal) =>
  getJson<Measurements>(addressOf(paths.projectMeasurements, project), signal);
export const addMeasurements = (project: string, measured: AddMeasurements) =>
  send<Measurements>(addressOf(paths.projectMeasurements, project), { body: measured });
export const getOperations = (query: Query, signal?: AbortSignal) =>
  getJson<OperationColumns>(asked(paths.operations, query), signal);

export const textAddress = (program: string, revision: number) =>
  ofRevision(paths.programText, program, revision);
export const thumbnailAddress = (program: string, revision: number) =>
  ofRevision(paths.programThumbnail, program, revision);

/** Byte for byte. */
export async function getText(program: string, revision: number, signal?: AbortSignal): Promise<Uint8Array> {
  const response = await request(textAddress(program, revision), signal ? { signal } : {});
  return new Uint8Array(await response.arrayBuffer());
}
