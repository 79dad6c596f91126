/** NC programs, read as a control reads them. */
export { type CheckOptions, type CheckReducer, checkReducer } from './checks/check-reducer.ts';
export { type RapidsInStock, type RapidsInStockOptions, rapidsInStock } from './checks/rapids-in-stock.ts';
export { unreachableBlocks } from './checks/unreachable.ts';
export { catalogue as diagnosticCatalogue, type DiagnosticCode } from './diagnostics/catalogue.ts';
export type { Diagnostic, DiagnosticCount, Severity } from './diagnostics/diagnostic.ts';
export { detectDialect } from './dialect/detect.ts';
export {
  type DialectFinding,
  type DialectName,
  type DialectReason,
  readableDialects,
} from './dialect/dialect.ts';
export {
  type ChangeOptions,
  changeSpeedFeed,
  type SpeedFeedChange,
  type SpeedFeedEdit,
} from './edits/change-speed-feed.ts';
export { onlySpeedAndFeedDiffer } from './edits/only-speed-and-feed.ts';
export type { Notice, NoticeCode, Refusal, RefusalCode } from './edits/refusal.ts';
export { type Renumbering, type RenumberOptions, renumber } from './edits/renumber.ts';
export {
  type Difference,
  type DifferenceSubject,
  type ProgramOutline,
  semanticDiff,
} from './edits/semantic-diff.ts';
export { applySplices, numberLike, numberOfWord, type Splice } from './edits/splice.ts';
export { type CamFinding, type CamReason, camOf } from './features/evidence/cam.ts';
export { type MaterialHint, materialOf } from './features/evidence/material.ts';
export {
  type MaterialGroup,
  materialNamed,
  type NamedMaterial,
} from './features/evidence/material-name.ts';
export type { Fact } from './features/fact.ts';
export { type Fingerprint, fingerprintOf, similarity } from './features/fingerprint/fingerprint.ts';
export type { OperationReason } from './features/operations/clues.ts';
export type { CuttingData } from './features/operations/cutting-data.ts';
export { operationNotes } from './features/operations/notes.ts';
export type { Operation } from './features/operations/operation.ts';
export type { OperationKind } from './features/operations/operation-kind.ts';
export type { OperationNote } from './features/operations/operation-note.ts';
export {
  type OperationOptions,
  type OperationReducer,
  operationReducer,
} from './features/operations/operations.ts';
export type { SourceRange } from './features/operations/source-ranges.ts';
export type { Spread } from './features/operations/weighted.ts';
export { outlineOf } from './features/outline/outline.ts';
export {
  type DepthLevel,
  type HolePattern,
  type PathFeatures,
  type PathReducer,
  pathReducer,
  type Range,
} from './features/path-features.ts';
export {
  type Thumbnail,
  type ThumbnailOptions,
  type ThumbnailReducer,
  thumbnailReducer,
  thumbnailSvg,
} from './features/thumbnail/thumbnail.ts';
export type { ToolKind } from './features/tools/tool-kind.ts';
export {
  type NoteLength,
  type NoteValue,
  readToolNote,
  type ToolNote,
} from './features/tools/tool-note.ts';
export { type ProgramTool, type ToolsOptions, toolsOf } from './features/tools/tools.ts';
export { toolsByUse } from './features/tools/tools-by-use.ts';
export { interpret } from './interpret/interpret.ts';
export type { Interpretation, InterpretOptions, Limits } from './interpret/interpretation.ts';
export { copyChunk, type MoveChunk } from './moves/move-chunk.ts';
export type {
  CallFrame,
  CycleCall,
  FeedMode,
  MoveContext,
  Placement,
  Plane,
  SpindleState,
} from './moves/move-context.ts';
export { firstEvent, MoveFlag, MoveKind } from './moves/move-kind.ts';
export { ShownWay } from './moves/shown-way.ts';
export {
  type Axes,
  type AxisName,
  type AxisTravel,
  defaultProfile,
  type MachineProfile,
  type ToolOffset,
} from './profile/machine-profile.ts';
export type {
  Engagement,
  EngagementModel,
  MoveEngagement,
  RapidInStock,
} from './removal/engagement.ts';
export {
  type EngagementOptions,
  type EngagementReducer,
  engagementReducer,
} from './removal/engagement-reducer.ts';
export type { GivenStock } from './removal/mill/mill-stock.ts';
export { type Survey, type SurveyOptions, type SurveyReducer, surveyReducer } from './removal/survey.ts';
export { type ByteSource, bytesInMemory, bytesOfText, textOfBytes } from './source/byte-source.ts';
export { beginningBytes, type NoProgram, noProgram } from './source/no-program.ts';
export { type NcProgram, type ProgramLibrary, programOf } from './source/program.ts';
export { assumedDynamics, type MachineDynamics } from './time/dynamics.ts';
export {
  type Seconds,
  type Spent,
  type TimeEstimate,
  type TimeOptions,
  type TimeReducer,
  timeReducer,
} from './time/estimate.ts';
export { type FitOptions, type FittedDynamics, fitDynamics, type MeasuredRun } from './time/fit.ts';
export { feedPerS } from './time/piece.ts';
export { checkTokens } from './tokens/check-tokens.ts';
export { readTokens } from './tokens/read-tokens.ts';
export type { ScanOptions } from './tokens/scan.ts';
export { type TokenChunk, TokenKind } from './tokens/token-chunk.ts';
