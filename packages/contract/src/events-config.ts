/** Where events are kept: in the logbook of the data folder, or at a hub in ClickHouse. */
import { z } from 'zod';

/** Events stand where they were recorded: changed in the file alone, by whoever knows what follows. */
const fixed = { fixed: true };

export const EventsConfig = z
  .strictObject({
    store: z
      .enum(['logbook', 'clickhouse'])
      .default('logbook')
      .describe(
        'logbook: files of the data folder, for one plant; clickhouse: a ClickHouse server, for a hub of many (docs/guides/clickhouse.md)',
      )
      .meta(fixed),
    url: z
      .url({ protocol: /^https?$/, error: 'is not an http:// or https:// address' })
      .refine(
        (url) => !/^https?:\/\/[^/]*@/.test(url),
        'holds a user or password; they stand in events.user and events.passwordFile',
      )
      .optional()
      .describe('HTTP address of the ClickHouse server, such as http://127.0.0.1:8123')
      .meta(fixed),
    database: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, 'use letters, digits and underscores')
      .default('mantinel')
      .describe('Database of ClickHouse, made beforehand; one for each node')
      .meta(fixed),
    user: z
      .string()
      .min(1)
      .max(100)
      .default('mantinel')
      .describe('Who Mantinel is at the ClickHouse server')
      .meta(fixed),
    passwordFile: z
      .string()
      .min(1)
      .optional()
      .describe('File with the password alone; MANTINEL_CLICKHOUSE_PASSWORD wins')
      .meta(fixed),
  })
  .refine(({ store, url }) => store !== 'clickhouse' || url !== undefined, {
    path: ['url'],
    error: 'is missing: say where the ClickHouse server is, such as http://127.0.0.1:8123',
  });
