/** How much of the tools of a program is in the material, for tests and measurements: both readings of it. */
import {
  type DialectName,
  type Engagement,
  type EngagementModel,
  engagementReducer,
  interpret,
  MoveKind,
  type NcProgram,
  type Operation,
  operationNotes,
  operationReducer,
  type ProgramLibrary,
  type RapidInStock,
  type SurveyOptions,
  surveyReducer,
  toolsOf,
} from '../src/index.ts';

export interface EngagementRun {
  readonly operations: readonly Operation[];
  readonly groups: ReadonlyMap<number, Engagement>;
  readonly rapids: readonly RapidInStock[];
  /** Of every row that moves at feed. */
  readonly moves: readonly { readonly line: number; readonly apMm: number; readonly aeMm: number }[];
}

export interface EngagementRunOptions extends Pick<SurveyOptions, 'stock'> {
  readonly model?: EngagementModel;
  readonly dialect?: DialectName;
  readonly library?: ProgramLibrary;
  /** Rows are many; measurements leave them out. */
  readonly withMoves?: boolean;
}

export function engagementRun(program: NcProgram, options: EngagementRunOptions = {}): EngagementRun {
  const { model = 'removal', dialect, library, stock, withMoves = true } = options;
  const reading = () => interpret(program, { ...(dialect && { dialect }), ...(library && { library }) });
  const first = reading();
  const { kind } = first.profile;
  const tools = toolsOf(program, { dialect: first.dialect });
  const survey = surveyReducer({ kind, tools, source: program.source, ...(stock && { stock }) });
  for (const chunk of first.chunks) survey.take(chunk);
  const notes = operationNotes(program, first.dialect);
  const segments = operationReducer({ kind, file: program.name, notes, tools });
  const engagement = engagementReducer({ model, survey: survey.finish(), groupOf: segments.groupOf });
  const moves: { line: number; apMm: number; aeMm: number }[] = [];
  for (const chunk of reading().chunks) {
    segments.take(chunk);
    const { apMm, aeMm } = engagement.take(chunk);
    for (let row = 0; withMoves && row < chunk.count; row++) {
      if (chunk.kind[row]! >= MoveKind.dwell || chunk.kind[row] === MoveKind.rapid) continue;
      moves.push({ line: chunk.line[row]!, apMm: apMm[row]!, aeMm: aeMm[row]! });
    }
  }
  return { operations: segments.finish(), ...engagement.finish(), moves };
}
