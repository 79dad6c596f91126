/** What a program does, in words and numbers: its tools, and its operations with their cutting data, ways and time. */
import {
  camOf,
  type Engagement,
  type EngagementModel,
  engagementReducer,
  fingerprintOf,
  type GivenStock,
  interpret,
  type MaterialHint,
  materialOf,
  type Operation,
  outlineOf,
  type PathFeatures,
  type ProgramTool,
  pathReducer,
  type Survey,
  surveyReducer,
  timeReducer,
  toolsByUse,
} from '@mantinel/nc';
import type { ReadProgram } from './each-program.ts';
import { segmentsOf } from './segments.ts';

export interface DescribedOperation extends Operation {
  readonly path: PathFeatures | undefined;
  readonly seconds: number;
  /** Undefined where nobody asked for it. */
  readonly engagement: Engagement | undefined;
}

export interface Described {
  readonly file: string;
  readonly dialect: string;
  readonly tools: readonly ProgramTool[];
  /** Those that cut; where none is carried out, those that its lines tell of. */
  readonly operations: readonly DescribedOperation[];
  readonly cam: string | undefined;
  readonly post: string | undefined;
  readonly material: readonly MaterialHint[];
  /** Survives block numbers, notes and white space. */
  readonly fingerprint: string;
}

/** Of `engagement` the program is read twice; without it once, and no ap and ae are known. */
export function describeProgram(
  read: ReadProgram,
  engagement: EngagementModel | undefined,
  stock?: GivenStock,
): Described {
  const { file, program, interpretation, dynamics } = read;
  const { chunks, dialect, profile } = interpretation;
  const { tools, segments } = segmentsOf(read);
  const { groupOf } = segments;
  const paths = pathReducer(groupOf);
  const times = timeReducer({ dynamics, rapid: profile.rapid, groupOf });
  const engaged =
    engagement && engagementReducer({ model: engagement, survey: surveyOf(read, tools, stock), groupOf });
  for (const chunk of chunks) {
    segments.take(chunk);
    paths.take(chunk);
    times.take(chunk);
    engaged?.take(chunk);
  }
  const path = paths.finish();
  const { groups } = times.finish();
  const carriedOut = segments.finish();
  const cut = carriedOut.filter(({ cutMm }) => cutMm > 0);
  const operations = cut.length > 0 ? cut : outlineOf(program, dialect, tools);
  const engagements = engaged?.finish().groups;
  const cam = camOf(program.source);
  return {
    file,
    dialect: dialect.dialect,
    tools: toolsByUse(tools, operations),
    operations: operations.map((operation) => ({
      ...operation,
      path: path.get(operation.index),
      seconds: groups.get(operation.index)?.total ?? 0,
      engagement: engagements?.get(operation.index),
    })),
    cam: cam.system,
    post: cam.post,
    material: materialOf(program.source, operations),
    fingerprint: fingerprintOf(program, dialect).meaning,
  };
}

function surveyOf(
  { program, options, interpretation }: ReadProgram,
  tools: readonly ProgramTool[],
  stock: GivenStock | undefined,
): Survey {
  const { kind } = interpretation.profile;
  const survey = surveyReducer({ kind, tools, source: program.source, ...(stock && { stock }) });
  for (const chunk of interpret(program, options).chunks) survey.take(chunk);
  return survey.finish();
}

/** Ranges of bytes and digests are for programs that edit. */
export const featuresJson = ({ operations, ...described }: Described) => ({
  ...described,
  operations: operations.map(({ ranges: _ranges, pathDigest: _digest, seconds, ...operation }) => ({
    ...operation,
    seconds: Math.round(seconds * 10) / 10,
  })),
});
