/** Errors of what is sent in and sent on: part of the one catalogue. */
import type { ErrorEntry } from './error-entry.ts';

export const ingestErrors = {
  'otlp.malformed': {
    status: 400,
    operator: 'These are no logs of OpenTelemetry: {problem}.',
    remedy: 'Send OTLP/HTTP logs in JSON or protobuf to /v1/logs; nothing of the request was taken.',
  },
  'ingest.refused': {
    status: 400,
    operator: 'Event {number} cannot be taken: {problem}.',
    remedy: 'Correct it and send all of them again; none of the request was taken.',
  },
  'ingest.unplaced': {
    status: 400,
    operator: 'Event {number} does not say where it happened, and its sender may write for several places.',
    remedy: 'Name its machine or its site, or use a token of one machine.',
  },
  'ingest.notNow': {
    status: 503,
    operator: 'Events cannot be stored at the moment; nothing of the request was taken.',
    remedy: 'Send it again in {seconds} seconds; the status screen says what is wrong.',
  },
} as const satisfies Record<string, ErrorEntry>;
