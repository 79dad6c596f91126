/** What programs and machines send in by HTTP: placed by their rights, durable in the logbook before it is answered. */
import { createHash } from 'node:crypto';
import { AppError, type SendEvents, type SentEvents } from '@mantinel/contract';
import { type Attributes, formatEventId, type NewEvent } from '@mantinel/domain';
import type { Appended, EventStore } from '@mantinel/logbook';
import { type Caller, requirePermissionAt } from '../../http/caller.ts';
import { decodeJson } from './otlp/decode-json.ts';
import { decodeProtobuf } from './otlp/decode-protobuf.ts';
import { eventOfRecord, placeOf } from './otlp/event-of-record.ts';
import { MalformedOtlp, type OtlpGroup } from './otlp/otlp-record.ts';
import { type Address, type Placed, writablePlaces } from './writable-places.ts';

export interface IngestService {
  /** All or none. Throws `ingest.refused`, `ingest.unplaced`, `machine.notFound`, `place.notFound`, `permission.denied`, `idempotency.reused`, `logbook.*`. */
  send(request: SendEvents, by: Sender): Promise<SentEvents>;
  /** Protobuf as bytes, JSON as it was parsed. Throws `otlp.malformed`, `ingest.notNow`. */
  otlp(body: unknown, caller: Caller): Promise<TakenLogs>;
  figures(): { readonly taken: number; readonly refused: number };
}

export interface Sender {
  readonly caller: Caller;
  readonly idempotencyKey: string | undefined;
}

export interface TakenLogs {
  readonly taken: number;
  readonly refused: number;
  /** Why some were refused, or what was odd about those that were taken; empty when all is well. */
  readonly message: string;
}

export interface IngestOptions {
  readonly logbook: Pick<EventStore, 'append' | 'node'>;
  /** This node's site. */
  readonly site: string;
  readonly nowUs: () => number;
}

/** What becomes durable at once; more in one request are several batches. */
const largestBatch = 10_000;
const retrySeconds = 5;

export function ingestService({ logbook, site, nowUs }: IngestOptions): IngestService {
  let taken = 0;
  let refused = 0;

  return {
    send: async ({ events }, { caller, idempotencyKey }) => {
      const receivedUs = nowUs();
      const place = writablePlaces(caller, site);
      const receivedBy = nameOf(caller, 'events');
      const made = events.map(
        ({ site: saidSite, machine, timeUs, path, trace, ...event }, index): NewEvent => {
          const address = requirePlaced(place({ site: saidSite, machine }), { caller, number: index + 1 });
          return {
            ...event,
            timeUs: timeUs ?? receivedUs,
            receivedUs,
            ...address,
            ...(path === undefined ? {} : { path }),
            attributes: { ...(event.attributes as Attributes), receivedBy },
            ...(trace
              ? { trace: { traceId: trace.traceId, ...(trace.spanId && { spanId: trace.spanId }) } }
              : {}),
          };
        },
      );
      const named =
        idempotencyKey === undefined
          ? {}
          : {
              source: { source: receivedBy, cursor: idempotencyKey },
              batchId: idempotencyKey,
              digest: createHash('sha256').update(JSON.stringify(events)).digest('base64url'),
            };
      const appended = await logbook.append({ events: made, ...named });
      if (!appended.duplicate) taken += made.length;
      return identitiesOf(appended);
    },
    otlp: async (body, caller) => {
      const groups = decode(body);
      const receivedUs = nowUs();
      const place = writablePlaces(caller, site);
      const receivedBy = nameOf(caller, 'otlp');
      const events: NewEvent[] = [];
      const reasons = new Map<string, number>();
      let latin1 = 0;
      const refuse = (reason: string) => reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      for (const { resource, scope, records } of groups) {
        const arrival = { resource, scope, receivedUs };
        for (const record of records) {
          if ('problem' in record) {
            refuse(record.problem);
            continue;
          }
          const event = eventOfRecord(record, arrival);
          const placed = place(placeOf(record, arrival));
          if ('problem' in event) refuse(event.problem);
          else if ('refused' in placed) refuse(reasonOf(placed));
          else {
            if (record.latin1) latin1 += 1;
            events.push({ ...event, ...placed, attributes: { ...event.attributes, receivedBy } });
          }
        }
      }
      for (let start = 0; start < events.length; start += largestBatch)
        await logbook.append({ events: events.slice(start, start + largestBatch) }).catch(notNow);
      const left = [...reasons.values()].reduce((sum, count) => sum + count, 0);
      taken += events.length;
      refused += left;
      return { taken: events.length, refused: left, message: messageOf(reasons, latin1) };
    },
    figures: () => ({ taken, refused }),
  };

  function identitiesOf({ epoch, firstSeq, count }: Appended): SentEvents {
    const idOf = (seq: number) => formatEventId({ node: logbook.node, epoch, seq });
    return { count, first: idOf(firstSeq), last: idOf(firstSeq + count - 1) };
  }
}

/** Who sent it, in a word that stays with the event: a token may be revoked, what it wrote stays. */
const nameOf = ({ token, person }: Caller, way: string): string =>
  token ? `${way}/token/${token.id}` : `${way}/person/${person?.id ?? 'none'}`;

function decode(body: unknown): OtlpGroup[] {
  try {
    return body instanceof Uint8Array ? decodeProtobuf(body) : decodeJson(body);
  } catch (cause) {
    if (!(cause instanceof MalformedOtlp)) throw cause;
    throw new AppError('otlp.malformed', { data: { problem: cause.message }, cause });
  }
}

function requirePlaced(placed: Placed, { caller, number }: { caller: Caller; number: number }): Address {
  if (!('refused' in placed)) return placed;
  if (placed.refused === 'unplaced') throw new AppError('ingest.unplaced', { data: { number } });
  requirePermissionAt(caller, 'event.ingest', `${placed.place}:${placed.name}`);
  // It may write there, but the machine stands on another site than was said.
  const problem = `its machine does not stand at site ${placed.name}`;
  throw new AppError('ingest.refused', { data: { number, problem } });
}

const reasonOf = (placed: Extract<Placed, { refused: unknown }>): string =>
  placed.refused === 'unplaced'
    ? 'neither mantinel.machine nor mantinel.site says where it happened, and the sender may write for several places'
    : `${placed.place} ${placed.name} is not known, or not the sender's to write for`;

/** The most frequent reasons, for whoever reads the log of the exporter. */
function messageOf(reasons: ReadonlyMap<string, number>, latin1: number): string {
  const told = [...reasons].sort(([, a], [, b]) => b - a).slice(0, 5);
  return [
    ...told.map(([reason, count]) => `${count} refused: ${reason}`),
    ...(latin1 > 0 ? [`${latin1} taken with texts that are no UTF-8, read as latin-1`] : []),
  ].join('; ');
}

/** Exporters send again what is answered by 503 (OTLP, "Retryable Response Codes"), not what is answered by 507. */
function notNow(cause: unknown): never {
  const code = cause instanceof AppError ? cause.code : undefined;
  if (code !== 'logbook.full' && code !== 'logbook.writeFailed' && code !== 'logbook.closed') throw cause;
  throw new AppError('ingest.notNow', { data: { seconds: retrySeconds }, cause });
}
