/** The one catalogue of errors: stable code, HTTP status, a sentence for the operator, a remedy. Documented in docs/reference/errors.md. */

import { alarmErrors } from './alarm-errors.ts';
import { annotationErrors } from './annotation-errors.ts';
import { backupErrors } from './backup-errors.ts';
import { catalogueErrors } from './catalogue-errors.ts';
import { clickhouseErrors } from './clickhouse-errors.ts';
import { configurationErrors } from './configuration-errors.ts';
import { dataErrors } from './data-errors.ts';
import type { ErrorEntry } from './error-entry.ts';
import { harvestErrors } from './harvest-errors.ts';
import { ingestErrors } from './ingest-errors.ts';
import { ncErrors } from './nc-errors.ts';
import { notificationErrors } from './notification-errors.ts';
import { passkeyErrors } from './passkey-errors.ts';
import { plantErrors } from './plant-errors.ts';
import { queryErrors } from './query-errors.ts';
import { serviceErrors } from './service-errors.ts';
import { signInErrors } from './sign-in-errors.ts';
import { singleSignOnErrors } from './single-sign-on-errors.ts';
import { taskErrors } from './task-errors.ts';
import { terminalErrors } from './terminal-errors.ts';
import { tlsErrors } from './tls-errors.ts';
import { viewErrors } from './view-errors.ts';
import { webhookErrors } from './webhook-errors.ts';

export const errors = {
  'request.invalid': {
    status: 400,
    operator: 'The request is not understood: {problem}.',
    remedy: 'Correct the field named and send it again.',
  },
  'request.notFound': {
    status: 404,
    operator: 'There is nothing at this address.',
    remedy: 'Check the address; the list of routes is at /docs.',
  },
  'request.tooLarge': {
    status: 413,
    operator: 'The request is larger than {limit}.',
    remedy: 'Send it in smaller parts.',
  },
  'idempotency.reused': {
    status: 422,
    operator: 'This idempotency key was used before for another request.',
    remedy: 'Send a new key with every new request.',
  },
  'idempotency.inProgress': {
    status: 409,
    operator: 'The same request is still being worked on.',
    remedy: 'Wait a moment and send it again with the same key.',
  },
  'session.required': {
    status: 401,
    operator: 'You are not signed in.',
    remedy: 'Sign in and try again.',
  },
  'session.wrongPassword': {
    status: 401,
    operator: 'The name or the password is wrong.',
    remedy: 'Try again; the owner can set a new password.',
  },
  'session.tooManyAttempts': {
    status: 429,
    operator: 'Too many wrong passwords.',
    remedy: 'Wait {seconds} seconds and try again.',
  },
  'setup.linkInvalid': {
    status: 403,
    operator: 'This set-up link has been used or is not valid.',
    remedy: 'Restart Mantinel; it prints a new link as long as no owner exists.',
  },
  'permission.denied': {
    status: 403,
    operator: 'Your account may not do this.',
    remedy: 'Ask the owner for the permission {permission}.',
  },
  changedMeanwhile: {
    status: 412,
    operator: 'Somebody else changed {what} meanwhile; your change was not stored.',
    remedy: 'Look at it as it is now, and make your change again if it is still needed.',
  },
  'request.versionMissing': {
    status: 428,
    operator: 'This change does not say which version it changes.',
    remedy: 'Read it first and send its ETag as If-Match.',
  },
  'event.notFound': {
    status: 404,
    operator: 'This event is not in the logbook.',
    remedy: 'It may have been removed by retention, or the link is from another plant.',
  },
  'machine.notFound': {
    status: 404,
    operator: 'There is no machine {machine}.',
    remedy: 'Choose one from the list of machines.',
  },
  'machine.exists': {
    status: 409,
    operator: 'There is already a machine {machine}.',
    remedy: 'Choose another id.',
  },
  'cursor.invalid': {
    status: 400,
    operator: 'This place in the logbook cannot be read.',
    remedy: 'Go back to the newest events.',
  },
  'cursor.unknownEpoch': {
    status: 409,
    operator:
      'The reader {cursor} stands in an epoch ({epoch}) that this logbook does not know; it was restored or replaced.',
    remedy: 'Stop Mantinel and run: mantinel rebuild.',
  },
  'cursor.beyondHead': {
    status: 409,
    operator:
      'The reader {cursor} stands at {epoch}/{seq}, beyond the last event of this logbook; it was restored from an older copy.',
    remedy: 'Stop Mantinel and run: mantinel rebuild.',
  },
  'logbook.full': {
    status: 507,
    operator:
      'The disk is full. New machine events are not being recorded. They wait with their machines; what a machine cannot hold so long will be marked as a gap. Nothing recorded before is lost.',
    remedy: 'Free space on {directory} or shorten the retention.',
  },
  'logbook.writeFailed': {
    status: 503,
    operator: 'Events could not be stored ({reason}). They were not acknowledged and will be sent again.',
    remedy: 'Check the disk or the server that holds {directory}.',
  },
  'logbook.locked': {
    status: 503,
    operator: 'Another Mantinel already writes the logbook in {directory}.',
    remedy: 'Stop the other one first, or choose another data folder.',
  },
  'logbook.notWritable': {
    status: 503,
    operator: 'Mantinel may not write to {directory}.',
    remedy: 'Give the account that runs Mantinel the right to write there, or set `data` in mantinel.yaml.',
  },
  'logbook.busy': {
    status: 503,
    operator: "Mantinel's own log lines came faster than they could be stored; some were left out.",
    remedy: 'Nothing of the machines is lost. Lower the log level if it happens often.',
  },
  'logbook.otherNode': {
    status: 503,
    operator: 'The logbook in {directory} belongs to the node {recorded}, not to {node}.',
    remedy: 'Set `node: {recorded}` in mantinel.yaml, or choose another data folder.',
  },
  'logbook.formatTooNew': {
    status: 503,
    operator: 'The file {file} was written by a newer Mantinel (format {version}).',
    remedy:
      'Install that version or a later one, or go back to the backup of before (docs/guides/upgrade-and-roll-back.md).',
  },
  'logbook.keyMissing': {
    status: 503,
    operator: 'The logbook in {directory} is encrypted, and its key is not there. Nothing was changed.',
    remedy:
      'Put the key back: the file that logbook.encryption.keyFile names, or MANTINEL_LOGBOOK_KEY (docs/guides/privacy-and-proof.md).',
  },
  'logbook.wrongKey': {
    status: 503,
    operator:
      'The logbook in {directory} is encrypted with another key than the one given. Nothing was changed.',
    remedy:
      'Give the key that it was encrypted with. After a change of keys the former one may stand behind the new one (docs/guides/privacy-and-proof.md).',
  },
  'logbook.keyringDamaged': {
    status: 503,
    operator:
      'Both copies of the ring of keys of the logbook in {directory} are damaged: it cannot be read. Nothing was changed.',
    remedy:
      'Put keyring.json back from a backup of this logbook, however old: the ring changes only with the key (docs/guides/privacy-and-proof.md).',
  },
  'logbook.badKey': {
    status: 503,
    operator: 'The key of the logbook in {file} is not usable: {problem}.',
    remedy: 'A key is 32 bytes as base64, one a line, the one that holds first.',
  },
  'proof.notYet': {
    status: 409,
    operator: 'This event is not under a signed head yet.',
    remedy: 'Sign now on the page "Audit trail", or wait: it is signed within a day.',
  },
  'proof.unsigned': {
    status: 503,
    operator: 'This logbook is not signed.',
    remedy: 'Start Mantinel with its data folder: it makes the key that signs.',
  },
  'proof.broken': {
    status: 500,
    operator: 'The file {file} is not as it was signed.',
    remedy: 'Verify the logbook: mantinel log verify says what was altered.',
  },
  'logbook.closed': {
    status: 503,
    operator: 'Mantinel is stopping.',
    remedy: 'Try again when it runs.',
  },
  'logbook.badBatch': {
    status: 400,
    operator: 'A batch of events is malformed: {problem}.',
    remedy: 'Send 1 to 65535 events with all required fields.',
  },
  ...clickhouseErrors,
  ...ncErrors,
  'store.unavailable': {
    status: 503,
    operator: 'The database does not answer. Machines are recorded all the same; what people edit waits.',
    remedy: 'Mantinel tries again by itself. If it lasts: {reason}.',
  },
  'store.filesGone': {
    status: 503,
    operator:
      'The files of the database, {place}, are gone. Machines are recorded all the same; what people edit waits.',
    remedy:
      'Put them back, or restore a backup (docs/guides/backup-and-restore.md). To begin with an empty database, remove {note}. Mantinel looks again by itself.',
  },
  'store.tooOld': {
    status: 503,
    operator: 'The PostgreSQL server is version {version}; Mantinel needs 15 or newer.',
    remedy: 'Upgrade the server, or remove DATABASE_URL to use the database that comes with Mantinel.',
  },
  'store.schemaTooNew': {
    status: 503,
    operator: 'The database was last used by a newer Mantinel (schema {version}).',
    remedy:
      'Install that version or a later one, or go back to the backup of before (docs/guides/upgrade-and-roll-back.md).',
  },
  'store.migrationChanged': {
    status: 503,
    operator:
      'The database was built by another edition of Mantinel: its step {migration} is not the one of this version.',
    remedy: 'Install the version that last used this database, or start with an empty one.',
  },
  'config.invalid': {
    status: 500,
    operator: '{file}, line {line}: {problem}.',
    remedy: '{remedy}',
  },
  'port.inUse': {
    status: 500,
    operator: 'Port {port} on {host} is in use by another program.',
    remedy: 'Stop it, or set http.port in mantinel.yaml.',
  },
  'deviceModel.unreadable': {
    status: 400,
    operator: 'The device model {place} cannot be read: {reason}.',
    remedy: 'Check the path under `deviceModel` and the right to read it.',
  },
  'deviceModel.invalid': {
    status: 400,
    operator: 'The device model {place} is not understood: {problem}.',
    remedy: 'Give an MTConnect Devices.xml, or the probe answer of an agent.',
  },
  'deviceModel.notFound': {
    status: 404,
    operator: 'No device model {id} was uploaded here.',
    remedy: 'Upload the device model first, then the recording with the id of the answer.',
  },
  'deviceModel.notStored': {
    status: 507,
    operator: 'The device model cannot be stored in {folder} ({reason}).',
    remedy: 'Free space there, or give the account that runs Mantinel the right to write.',
  },
  'deviceModel.chooseDevice': {
    status: 400,
    operator: 'The device model {place} has no device {device}; it has: {devices}.',
    remedy: 'Set `device` of this machine to one of these names.',
  },
  'http.notListening': {
    status: 500,
    operator: 'Mantinel cannot listen on {host}, port {port} ({reason}).',
    remedy: 'Set http.host to an address of this computer and http.port to a port this account may use.',
  },
  'server.unreachable': {
    status: 503,
    operator: 'No Mantinel answers at {url}.',
    remedy: 'Start it with npm start, or name its address with --url.',
  },
  'command.invalid': {
    status: 400,
    operator: '{problem}.',
    remedy: '{remedy}',
  },
  'source.unreachable': {
    status: 502,
    operator: 'The source {source} does not answer: {reason}.',
    remedy: 'Check its address, that it runs, and the network between.',
  },
  'recording.notStored': {
    status: 507,
    operator: 'The recording cannot be stored in {folder} ({reason}).',
    remedy: 'Free space there, or give the account that runs Mantinel the right to write.',
  },
  'recording.invalid': {
    status: 400,
    operator: '{file}, line {line}: {problem}.',
    remedy: 'A recording is SHDR text: one line per observation, timestamp|key|value.',
  },
  ...annotationErrors,
  ...backupErrors,
  ...catalogueErrors,
  ...configurationErrors,
  ...dataErrors,
  ...harvestErrors,
  ...ingestErrors,
  ...plantErrors,
  ...queryErrors,
  ...serviceErrors,
  ...signInErrors,
  ...passkeyErrors,
  ...singleSignOnErrors,
  ...terminalErrors,
  ...taskErrors,
  ...tlsErrors,
  ...viewErrors,
  ...webhookErrors,
  ...notificationErrors,
  ...alarmErrors,
  internal: {
    status: 500,
    operator: 'Something went wrong inside Mantinel. It has been recorded.',
    remedy: 'Try again; if it happens again, send the developer view of this minute to the maintainers.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errors;
export type ErrorData = Readonly<Record<string, string | number>>;

const fill = (template: string, data: ErrorData): string =>
  template.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(data[name] ?? placeholder));

/** The operator's sentence and remedy of a catalogue entry, with the data filled in. */
export function describeError(code: ErrorCode, data: ErrorData = {}): { operator: string; remedy: string } {
  return { operator: fill(errors[code].operator, data), remedy: fill(errors[code].remedy, data) };
}

/** Of the data only what the entry's texts name anyway. */
export function namedData(code: ErrorCode, data: ErrorData): ErrorData {
  const { operator, remedy } = errors[code];
  return Object.fromEntries(
    Object.entries(data).filter(([name]) => `${operator}${remedy}`.includes(`{${name}}`)),
  );
}
