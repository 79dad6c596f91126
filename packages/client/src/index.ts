/** The API of Mantinel: one function for each operation, pages and the live stream as iterators, errors with their remedy. */
export type { Client } from './call.ts';
export { type ClientOptions, createClient } from './client.ts';
export { MantinelError, MantinelUnreachable } from './errors.ts';
export * from './generated/api.ts';
export { olderEvents, pages } from './pages.ts';
export { type Received, stream } from './stream.ts';
