/** The one stream of a browser. */
import { paths, StreamQuery } from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const openStream = route({
  method: 'GET',
  path: paths.stream,
  permission: 'event.read',
  scope: 'reader',
  summary: 'Server-Sent Events: new events of a level, changed machines, status',
  tag: 'events',
  query: StreamQuery,
  reply: { media: ['text/event-stream'] },
  handle: ({ stream, session }, { query, scope, lastEventId, session: { token }, remoteAddress, host }) => ({
    type: 'text/event-stream; charset=utf-8',
    headers: {
      'cache-control': 'no-store',
      // nginx would hold events back to fill its buffer.
      'x-accel-buffering': 'no',
    },
    content: stream.open({
      level: query.level,
      scope,
      lastEventId,
      mayGoOn: async () =>
        (await session.caller({ token, remoteAddress, host })).permissions.includes('event.read'),
    }),
  }),
});

export const streamRoutes: readonly Route[] = [openStream];
