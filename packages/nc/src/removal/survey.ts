/** First of two readings: what a model needs to know of the whole program before it takes off the first chip. */
import type { ProgramTool } from '../features/tools/tools.ts';
import type { MoveChunk } from '../moves/move-chunk.ts';
import type { ByteSource } from '../source/byte-source.ts';
import { LatheSurvey, type LatheSurveyed } from './lathe/lathe-survey.ts';
import type { GivenStock } from './mill/mill-stock.ts';
import { cuttersOf, MillSurvey, type Surveyed } from './mill/mill-survey.ts';
import { type StockNote, stockNoteOf } from './stock-note.ts';

export interface SurveyOptions {
  /** `MachineProfile.kind`. */
  readonly kind: 'mill' | 'lathe';
  readonly tools: readonly ProgramTool[];
  /** Of the program, for its notes about the stock. */
  readonly source?: ByteSource;
  /** Where somebody knows the stock; for mills. */
  readonly stock?: GivenStock;
}

/** For `engagementReducer`. */
export interface Survey {
  readonly options: SurveyOptions;
  readonly mill: readonly Surveyed[];
  /** By work offset. */
  readonly lathe: ReadonlyMap<number, LatheSurveyed>;
  readonly note: StockNote | undefined;
}

export interface SurveyReducer {
  take(chunk: MoveChunk): void;
  finish(): Survey;
}

export function surveyReducer(options: SurveyOptions): SurveyReducer {
  const { kind, tools, source } = options;
  const mill = new MillSurvey(cuttersOf(tools));
  const lathe = new LatheSurvey();
  const survey = kind === 'mill' ? mill : lathe;
  return {
    take: (chunk) => survey.take(chunk),
    finish() {
      const found = { options, mill: mill.finish(), lathe: lathe.finish() };
      const units = found.mill[0]?.units ?? [...found.lathe.values()][0]?.units ?? 'mm';
      return { ...found, note: source && stockNoteOf(source, units) };
    },
  };
}
