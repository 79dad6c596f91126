/**
 * A shop's programs become its memory: what the server needs from its start. What reads programs and documents is behind `reading.ts`, so that
 * a start does not pay for it.
 */

export { type Aligner, aligner } from './align/aligner.ts';
export { outcomesOf, type RunOutcome } from './align/runs/outcomes.ts';
export type { Ending, MachineRun, RunKind } from './align/runs/run.ts';
export { type RunSplitter, runSplitter } from './align/runs/runs.ts';
export { type Role, type Roles, roles } from './align/samples/roles.ts';
export type { MachineSample } from './align/samples/sample.ts';
export { type Sampler, type SamplerState, sampler } from './align/samples/samples.ts';
export { compareInThread } from './compare/compare-in-thread.ts';
export type { DatasetReport } from './dataset/export-dataset.ts';
export type { Evidence, EvidenceField, EvidenceReader, MeasuredCharacteristic } from './evidence/evidence.ts';
export { applyRules, type RulesApplied } from './evidence/rules/apply-rules.ts';
export { type Correction, type FactRule, type LooksAt, ruleFrom } from './evidence/rules/fact-rule.ts';
export { folderProblem, folderProblems, walk } from './find/walk.ts';
export type { HarvestOptions, HarvestReport } from './harvest.ts';
export { factRules } from './keep/fact-rules.ts';
export { type RunKeeper, runKeeper } from './keep/keep-runs.ts';
export { settleProjects } from './keep/settle-projects.ts';
export { takeBack } from './keep/take-back.ts';
export { explain, type Likeness } from './similar/explain.ts';
export type { ComparedOperation } from './similar/operation-space.ts';
export { type Alike, type IndexedOperation, SimilarityIndex } from './similar/similarity-index.ts';
export type { HarvestProgress } from './walk-source.ts';
