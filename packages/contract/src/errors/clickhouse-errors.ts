/** What a ClickHouse server that keeps the events may refuse. `place`: the database and the server, without a password. */
import type { ErrorEntry } from './error-entry.ts';

export const clickhouseErrors = {
  'clickhouse.away': {
    status: 503,
    operator: 'The ClickHouse server that keeps the events does not answer ({place}: {reason}).',
    remedy:
      'Start it, and check events.url and the network between. Machines keep what they can hold; it goes on by itself.',
  },
  'clickhouse.denied': {
    status: 503,
    operator: 'ClickHouse does not accept the user or the password ({place}).',
    remedy:
      'Check events.user and the file that events.passwordFile names, or MANTINEL_CLICKHOUSE_PASSWORD (docs/guides/clickhouse.md).',
  },
  'clickhouse.noRight': {
    status: 503,
    operator: 'ClickHouse does not let the user of Mantinel do this ({place}: {reason}).',
    remedy: 'Grant it the rights that docs/guides/clickhouse.md lists.',
  },
  'clickhouse.noDatabase': {
    status: 503,
    operator: 'ClickHouse has no database of this name ({place}).',
    remedy: 'Create it: CREATE DATABASE, with the name in events.database (docs/guides/clickhouse.md).',
  },
  'clickhouse.tooOld': {
    status: 503,
    operator: 'The ClickHouse server is version {version}; Mantinel needs {needed} or newer ({place}).',
    remedy: 'Upgrade the server, or remove `events` from mantinel.yaml to keep events in the logbook.',
  },
  'clickhouse.schemaTooNew': {
    status: 503,
    operator: 'The tables of events were made by a newer Mantinel (version {version} of them; {place}).',
    remedy: 'Install that version or a later one, or choose another database.',
  },
  'clickhouse.passwordFile': {
    status: 503,
    operator: 'The file with the password of ClickHouse cannot be read ({file}: {reason}).',
    remedy: 'Check events.passwordFile and the right to read it, or set MANTINEL_CLICKHOUSE_PASSWORD.',
  },
  'clickhouse.encryption': {
    status: 503,
    operator:
      'The logbook is set to be encrypted, but events are kept by ClickHouse, where Mantinel does not encrypt them.',
    remedy:
      'Let the server encrypt its disk (docs/guides/clickhouse.md), and take logbook.encryption.on out of mantinel.yaml.',
  },
  'clickhouse.backup': {
    status: 503,
    operator: 'Events are kept by ClickHouse, which the backup of Mantinel does not copy.',
    remedy:
      'Back up the database by ClickHouse, PostgreSQL by its own tools, and the data folder while Mantinel is stopped (docs/guides/clickhouse.md).',
  },
  'clickhouse.failed': {
    status: 503,
    operator: 'ClickHouse refused what was asked of it ({reason}).',
    remedy: 'Look into the log of the server ({place}). What was recorded is not changed.',
  },
} as const satisfies Record<string, ErrorEntry>;
