/** Tells the audit trail what a route handed out of the logbook; a file or a stream tells its end as well. */
import { Readable } from 'node:stream';
import type { Access, AccessLog } from '../features/access-log/access-log.ts';
import type { Covered, Reads } from './reads.ts';
import type { Media } from './route.ts';

const none: Covered = { events: 0 };

export function tellRead(
  accessLog: AccessLog,
  { as, covered }: Reads<unknown>,
  { access, answer }: { readonly access: Access; readonly answer: unknown },
): void {
  if (as === 'look') {
    accessLog.look(access, covered?.(answer) ?? none);
    return;
  }
  const { content, covered: soFar = () => none } = answer as Media;
  const ended = as === 'file' ? accessLog.file(access) : accessLog.tail(access);
  if (content instanceof Readable) content.once('close', () => ended(soFar(), content.readableEnded));
  else ended(soFar(), true);
}
