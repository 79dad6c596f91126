/** How long a program takes, on a machine of the middle class of its kind as long as no other is known. */
import { assumedDynamics, type TimeEstimate, timeReducer } from '@mantinel/nc';
import type { ReadProgram } from './each-program.ts';

export interface Timed {
  readonly file: string;
  readonly dialect: string;
  readonly estimate: TimeEstimate;
  /** Of the machine's axes and control, and of what its program assumes. */
  readonly profile: string;
}

export function timeProgram({ file, interpretation }: ReadProgram): Timed {
  const { profile, chunks, dialect } = interpretation;
  const reducer = timeReducer({
    dynamics: assumedDynamics(profile.kind),
    rapid: profile.rapid,
    groupOf: (chunk, row) => chunk.contexts[chunk.context[row]!]!.tool,
  });
  for (const chunk of chunks) reducer.take(chunk);
  return { file, dialect: dialect.dialect, estimate: reducer.finish(), profile: profile.id };
}

const rounded = (seconds: number) => Math.round(seconds * 10) / 10;

export const timeJson = ({ file, dialect, profile, estimate }: Timed) => {
  const { groups, dynamics, stops, withoutFeed, ...seconds } = estimate;
  const parts = Object.fromEntries(Object.entries(seconds).map(([name, value]) => [name, rounded(value)]));
  return {
    file,
    dialect,
    seconds: rounded(seconds.total),
    lowSeconds: rounded(seconds.lowS),
    highSeconds: rounded(seconds.highS),
    profile: dynamics,
    controlProfile: profile,
    cuttingSeconds: parts.cutting,
    rapidSeconds: parts.rapid,
    dwellSeconds: parts.dwell,
    toolChangeSeconds: parts.toolChange,
    spindleSeconds: parts.spindle,
    assumedSeconds: parts.assumedS,
    stops,
    movesWithoutFeed: withoutFeed,
    tools: [...groups].map(([tool, own]) => ({ tool, seconds: rounded(own.total) })),
  };
};
