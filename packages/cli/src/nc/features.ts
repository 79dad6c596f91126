/** What a program does, in words and numbers: its tools, and its operations with their cutting data, ways and time. */
import {
  assumedDynamics,
  camOf,
  fingerprintOf,
  type MaterialHint,
  materialOf,
  type Operation,
  type PathFeatures,
  type ProgramTool,
  pathReducer,
  timeReducer,
} from '@mantinel/nc';
import type { ReadProgram } from './each-program.ts';
import { segmentsOf } from './segments.ts';

export interface DescribedOperation extends Operation {
  readonly path: PathFeatures | undefined;
  readonly seconds: number;
}

export interface Described {
  readonly file: string;
  readonly dialect: string;
  readonly tools: readonly ProgramTool[];
  /** Those that cut. */
  readonly operations: readonly DescribedOperation[];
  readonly cam: string | undefined;
  readonly post: string | undefined;
  readonly material: readonly MaterialHint[];
  /** Survives block numbers, notes and white space. */
  readonly fingerprint: string;
}

export function describeProgram(read: ReadProgram): Described {
  const { file, program, interpretation } = read;
  const { chunks, dialect, profile } = interpretation;
  const { tools, segments } = segmentsOf(read);
  const { groupOf } = segments;
  const paths = pathReducer(groupOf);
  const dynamics = assumedDynamics(profile.kind);
  const times = timeReducer({ dynamics, rapid: profile.rapid, groupOf });
  for (const chunk of chunks) {
    segments.take(chunk);
    paths.take(chunk);
    times.take(chunk);
  }
  const path = paths.finish();
  const { groups } = times.finish();
  const operations = segments.finish();
  const cam = camOf(program.source);
  return {
    file,
    dialect: dialect.dialect,
    tools,
    operations: operations
      .filter(({ cutMm }) => cutMm > 0)
      .map((operation) => ({
        ...operation,
        path: path.get(operation.index),
        seconds: groups.get(operation.index)?.total ?? 0,
      })),
    cam: cam.system,
    post: cam.post,
    material: materialOf(program.source, operations),
    fingerprint: fingerprintOf(program, dialect).meaning,
  };
}

/** Ranges of bytes and digests are for programs that edit. */
export const featuresJson = ({ operations, ...described }: Described) => ({
  ...described,
  operations: operations.map(({ ranges: _ranges, pathDigest: _digest, seconds, ...operation }) => ({
    ...operation,
    seconds: Math.round(seconds * 10) / 10,
  })),
});
