export { createBatchEncoder, encodeBatch } from './codec/encode-batch.ts';
export { type BatchColumns, openBatch } from './codec/open-batch.ts';
export * from './event-store.ts';
export { type LogbookOptions, openLogbook } from './open-logbook.ts';
export { scopeTest } from './scope-test.ts';
