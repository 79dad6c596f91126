/** How much of the tool is in the material, row by row: a second and a third reading, once the picture stands. */
import {
  engagementReducer,
  interpret,
  type NcProgram,
  type ProgramLibrary,
  type ProgramTool,
  surveyReducer,
} from '@mantinel/nc';

export interface EngagementAsked {
  readonly kind: 'mill' | 'lathe';
  readonly tools: readonly ProgramTool[];
  readonly library?: ProgramLibrary | undefined;
  /** Of the stream. */
  readonly rows: number;
}

/** ap·ae of each row in mm², of turning ap in mm; NaN where it is not known or nothing is cut. Undefined where no row of it is known. */
export function engagementOf(
  program: NcProgram,
  { kind, tools, library, rows }: EngagementAsked,
): Float32Array | undefined {
  const read = () => interpret(program, library ? { library } : {}).chunks;
  const survey = surveyReducer({ kind, tools, source: program.source });
  for (const chunk of read()) survey.take(chunk);
  const reducer = engagementReducer({ model: 'removal', survey: survey.finish(), groupOf: () => 0 });
  const values = new Float32Array(rows).fill(Number.NaN);
  let first = 0;
  let known = false;
  for (const chunk of read()) {
    const { apMm, aeMm } = reducer.take(chunk);
    for (let row = 0; row < chunk.count && first + row < rows; row++) {
      const value = kind === 'mill' ? apMm[row]! * aeMm[row]! : apMm[row]!;
      // Rubbing, and what rounding leaves.
      values[first + row] = value < 0.01 ? 0 : value;
      known ||= value > 0;
    }
    first += chunk.count;
  }
  return known ? values : undefined;
}
