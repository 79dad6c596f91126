/** The ways in for programs and machines. */
import { paths, SendEvents, SentEvents } from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';
import { otlpAnswer, otlpRefusal } from './otlp/answer.ts';

/** Unpacked. A collector sends some hundred kilobytes at once; 64 MiB is the most that one frame of the logbook takes. */
const largestBody = 16 * 2 ** 20;

const sendEvents = route({
  method: 'POST',
  path: paths.events,
  permission: 'event.ingest',
  scope: 'reader',
  summary: 'Send events in',
  description:
    'Answered when they are on disk, also while the database is away. With an Idempotency-Key they are stored once: the latest thousand keys of a token are remembered by the logbook. May come compressed (gzip).',
  tag: 'ingest',
  idempotent: 'logbook',
  largestBody,
  errors: [
    'ingest.refused',
    'ingest.unplaced',
    'machine.notFound',
    'place.notFound',
    'logbook.full',
    'logbook.writeFailed',
    'logbook.badBatch',
  ],
  body: SendEvents,
  reply: SentEvents,
  handle: ({ ingest }, { body, caller, idempotencyKey }) => ingest.send(body, { caller, idempotencyKey }),
});

const otlpLogs = route({
  method: 'POST',
  path: paths.otlpLogs,
  permission: 'event.ingest',
  scope: 'reader',
  summary: 'Send logs of OpenTelemetry in',
  description:
    'OTLP/HTTP as exporters and collectors speak it, JSON or protobuf, gzip or not. `mantinel.machine` and `mantinel.site` as attributes of the resource or of a record say where it happened. What cannot be taken is counted in `partialSuccess`; answered when the rest is on disk.',
  tag: 'ingest',
  largestBody,
  errors: ['otlp.malformed', 'ingest.notNow'],
  body: 'otlp',
  reply: { media: ['application/json', 'application/x-protobuf'], example: '{}' },
  refusal: otlpRefusal,
  handle: async ({ ingest }, { body, caller }) =>
    otlpAnswer(await ingest.otlp(body, caller), body instanceof Uint8Array),
});

export const ingestRoutes: readonly Route[] = [sendEvents, otlpLogs];
