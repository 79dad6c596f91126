/** The rigs for whoever has another store: see README.md. */
export { checkFolder } from './check-folder.ts';
export { readReport } from './report.ts';
export { startWriter } from './start-writer.ts';
export type { StoreUnderTest } from './store-under-test.ts';
