/** NC programs, read as a control reads them. */
export { type CheckOptions, type CheckReducer, checkReducer } from './checks/check-reducer.ts';
export { unreachableBlocks } from './checks/unreachable.ts';
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
export { type MaterialGroup, type MaterialHint, materialOf } from './features/evidence/material.ts';
export type { Fact } from './features/fact.ts';
export { type Fingerprint, fingerprintOf, similarity } from './features/fingerprint/fingerprint.ts';
export type { OperationKind, OperationReason } from './features/operations/classify.ts';
export type { CuttingData } from './features/operations/cutting-data.ts';
export { type OperationNote, operationNotes } from './features/operations/notes.ts';
export {
  type Operation,
  type OperationOptions,
  type OperationReducer,
  operationReducer,
} from './features/operations/operations.ts';
export type { SourceRange } from './features/operations/source-ranges.ts';
export type { Spread } from './features/operations/weighted.ts';
export {
  type DepthLevel,
  type HolePattern,
  type PathFeatures,
  type PathReducer,
  pathReducer,
  type Range,
} from './features/path-features.ts';
export type { ToolKind } from './features/tools/tool-kind.ts';
export { type ProgramTool, type ToolsOptions, toolsOf } from './features/tools/tools.ts';
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
export {
  type Axes,
  defaultProfile,
  type MachineProfile,
  type ToolOffset,
} from './profile/machine-profile.ts';
export { type ByteSource, bytesInMemory, bytesOfText, textOfBytes } from './source/byte-source.ts';
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
export { checkTokens } from './tokens/check-tokens.ts';
export { readTokens } from './tokens/read-tokens.ts';
export type { ScanOptions } from './tokens/scan.ts';
export { type TokenChunk, TokenKind } from './tokens/token-chunk.ts';
