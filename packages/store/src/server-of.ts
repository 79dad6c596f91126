/** Which server the options name, and where its tables live. */
import path from 'node:path';
import { type DatabaseServer, externalServer } from './database-server.ts';
import { embeddedServer } from './embedded/embedded-server.ts';
import type { StoreEnvironment } from './store-environment.ts';

export type StoreOptions = {
  readonly environment: StoreEnvironment;
  /** Where the tables live. Default `mantinel`. */
  readonly schema?: string;
} & (
  | {
      readonly kind: 'embedded';
      /** `<data>/postgres`; created when missing. Holds the cluster, the password and the server's log. */
      readonly directory: string;
      /** Default: a free one. */
      readonly port?: number;
    }
  | {
      readonly kind: 'external';
      /** `postgres://user:password@host:port/database`, PostgreSQL 15 or newer. */
      readonly url: string;
    }
);

export const defaultSchema = 'mantinel';

export const serverOf = (options: StoreOptions): DatabaseServer =>
  options.kind === 'external'
    ? externalServer(options.url)
    : embeddedServer({ ...options, directory: path.resolve(options.directory) });
