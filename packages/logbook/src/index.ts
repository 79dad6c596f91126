export { createBatchEncoder, encodeBatch } from './codec/encode-batch.ts';
export { type BatchColumns, openBatch } from './codec/open-batch.ts';
export {
  type CopiedLogbook,
  copyLogbook,
  type LogbookCopy,
  type LogbookCopyOptions,
  logbookBytes,
} from './copy/copy-logbook.ts';
export * from './event-store.ts';
export { lockDirectory as lockLogbook } from './log/opening/directory-lock.ts';
export { type LogbookOptions, openLogbook } from './open-logbook.ts';
export { type ErasedPerson, erasePeople } from './personal/person-keys.ts';
export type { PersonalFields } from './personal/personal-fields.ts';
export type { EventProof, Flaw, LogProof, ProofReport } from './proof/proof.ts';
export { parseHead, type SignedHead } from './proof/signed-head.ts';
export { scopeTest } from './scope-test.ts';
