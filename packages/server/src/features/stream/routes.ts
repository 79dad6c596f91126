/** The one stream of a browser. */
import { AppError, paths, StreamQuery } from '@mantinel/contract';
import { permissionsAnywhere } from '@mantinel/domain';
import type { Caller } from '../../http/caller.ts';
import { scopeOf } from '../../http/reader-scope.ts';
import { type Route, route } from '../../http/route.ts';
import { queryErrorCodes, readQuery } from '../../read-query.ts';

const openStream = route({
  method: 'GET',
  path: paths.stream,
  permission: 'event.read',
  scope: 'reader',
  summary: 'Server-Sent Events: new events of a level, changed machines, status',
  tag: 'events',
  reads: { view: 'stream', as: 'tail' },
  errors: queryErrorCodes,
  query: StreamQuery,
  reply: { media: ['text/event-stream'] },
  handle: ({ stream, session }, { query, caller, lastEventId, credentials }) => {
    const seen = seenBy(caller);
    return {
      type: 'text/event-stream; charset=utf-8',
      headers: {
        'cache-control': 'no-store',
        // nginx would hold events back to fill its buffer.
        'x-accel-buffering': 'no',
      },
      ...stream.open({
        level: query.level,
        where: readQuery(query.query),
        ...seen,
        lastEventId,
        // Whoever may now see more, less or other things comes back and is asked anew.
        mayGoOn: async () => {
          try {
            return JSON.stringify(seenBy(await session.caller(credentials))) === JSON.stringify(seen);
          } catch (error) {
            // A token that was revoked or has expired: its stream ends, and nothing went wrong.
            if (error instanceof AppError && error.status === 401) return false;
            throw error;
          }
        },
      }),
    };
  },
});

const seenBy = (caller: Caller) => ({
  scope: scopeOf(caller, 'event.read'),
  machineScope: scopeOf(caller, 'machine.read'),
  alarmScope: scopeOf(caller, 'alarm.read'),
  status: permissionsAnywhere(caller.access).has('status.read'),
});

export const streamRoutes: readonly Route[] = [openStream];
