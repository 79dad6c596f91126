/** How long a program takes, on a machine of the middle class of its kind as long as no other is known. */
import { type TimeEstimate, timeReducer } from '@mantinel/nc';
import type { ReadProgram } from './each-program.ts';

export interface Timed {
  readonly file: string;
  readonly dialect: string;
  /** The control it is for, where that is one whose programs are not read. */
  readonly declined: string | undefined;
  readonly estimate: TimeEstimate;
  /** Of the machine's axes and control, and of what its program assumes. */
  readonly profile: string;
}

export function timeProgram({ file, interpretation, dynamics }: ReadProgram): Timed {
  const { profile, chunks, dialect } = interpretation;
  const reducer = timeReducer({
    dynamics,
    rapid: profile.rapid,
    groupOf: (chunk, row) => chunk.contexts[chunk.context[row]!]!.tool,
  });
  for (const chunk of chunks) reducer.take(chunk);
  const declined = dialect.readable ? undefined : dialect.dialect;
  return { file, dialect: dialect.dialect, declined, estimate: reducer.finish(), profile: profile.id };
}

const rounded = (seconds: number) => Math.round(seconds * 10) / 10;

export const timeJson = ({ file, dialect, declined, profile, estimate }: Timed) => {
  const { groups, dynamics, stops, withoutFeed, ...seconds } = estimate;
  const parts = Object.fromEntries(Object.entries(seconds).map(([name, value]) => [name, rounded(value)]));
  return {
    file,
    dialect,
    ...(declined !== undefined && { declined: true }),
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
