/** What reads programs, documents and runs: some 130 ms and 25 MB to load, which whoever needs it first pays. */

export { type CleanRun, type Fit, type FittedMachine, fitMachine } from './align/fit.ts';
export { type AlignedRun, alignRun, isRunOf } from './align/place/align.ts';
export { type ProgramName, programName } from './align/place/program-name.ts';
export { type Candidate, type Matched, matchRun } from './align/place/programs.ts';
export type { OperationTime, Second } from './align/place/tally.ts';
export { type Timeline, timelineOf } from './align/timeline/timeline.ts';
export { exportDataset } from './dataset/export-dataset.ts';
export {
  type DocumentLimits,
  documentLimits,
} from './evidence/documents/budget.ts';
export type {
  DocumentContent,
  DocumentFormat,
  DocumentLine,
  DocumentNotice,
  DocumentTable,
  NotReadable,
  TableRow,
  UnreadableReason,
} from './evidence/documents/document.ts';
export { readDocument } from './evidence/documents/read-document.ts';
export { folderEvidence } from './evidence/folder/folder-evidence.ts';
export type { Inspection } from './evidence/inspection/inspection.ts';
export { inspectionOf } from './evidence/inspection/inspection-of.ts';
export { labelReference } from './evidence/labels/label-reference.ts';
export {
  type PairedDocument,
  type PairedProgram,
  type Pairing,
  pairEvidence,
} from './evidence/pairing/pair-evidence.ts';
export { type EvidenceOptions, evidenceOf, noteEvidence } from './evidence/sheets/evidence-of.ts';
export { headBytes, type KindOfFile, kindOfFile } from './find/kind-of-file.ts';
export { harvest } from './harvest.ts';
export { readAgain } from './keep/read-again.ts';
export { type ReadProgram, readProgram } from './read/read-program.ts';
