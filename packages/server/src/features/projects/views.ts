/** Rows of the store as the API tells them. */
import type {
  FactView,
  OperationView,
  ProgramSummary,
  ProjectDetail,
  ProjectSummary,
  RevisionSummary,
} from '@mantinel/contract';
import type {
  FactRow,
  OperationRow,
  ProgramRow,
  ProjectContents,
  ProjectRow,
  RevisionRow,
} from '@mantinel/store';

export function projectView(row: ProjectRow): Omit<ProjectDetail, 'programs' | 'facts'> {
  const { material, grade, materialConfidence, confirmedUs, pictured: _pictured, ...rest } = row;
  return {
    ...rest,
    confirmed: confirmedUs !== undefined,
    ...(material === undefined
      ? {}
      : { material: { group: material, grade, confidence: materialConfidence ?? 0 } }),
  };
}

const none: ProjectContents = {
  ...{ kinds: [], programs: 0, revisions: 0, operations: 0, tools: 0 },
  ...{ estimateS: undefined, thumbnail: undefined },
};

export const projectSummary = (row: ProjectRow, contents: ProjectContents = none): ProjectSummary => ({
  ...projectView(row),
  ...contents,
  kinds: [...contents.kinds],
});

export function revisionView({ id: _id, program: _program, ...row }: RevisionRow): RevisionSummary {
  const { features, hasThumbnail, ...rest } = row;
  return {
    ...rest,
    box: [...features.box],
    errors: features.errors,
    warnings: features.warnings,
    thumbnail: hasThumbnail,
  };
}

export const programView = ({ project: _project, latest, ...row }: ProgramRow): ProgramSummary => ({
  ...row,
  latest: revisionView(latest),
});

export const operationView = ({ revision: _revision, ...row }: OperationRow): OperationView => ({
  number: row.number,
  name: row.name,
  kind: row.kind,
  confidence: row.confidence,
  tool: row.tool,
  toolKind: row.toolKind,
  diameterMm: row.diameterMm,
  firstLine: row.firstLine,
  lastLine: row.lastLine,
  seconds: row.seconds,
  cutMm: row.cutMm,
  n: row.n,
  vc: row.vc,
  f: row.f,
  vf: row.vf,
  fz: row.fz,
  apMm: row.apMm,
  aeMm: row.aeMm,
  depthMm: row.depthMm,
});

export const factView = ({ project: _project, person: _person, ...row }: FactRow): FactView => row;
