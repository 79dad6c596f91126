/** Where people are signed in, and ending that: one's own, and others' where one may. */
import { AppError, type Ended, type Removed, type Sessions } from '@mantinel/contract';
import type { Repositories, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { type PageOf, pageByKey } from '../../http/page.ts';

export interface SessionsService {
  /** `current` is the session that asks. */
  list(asked: PageOf & { person: string; current?: string | undefined }): Promise<Sessions>;
  /** Throws `session.notFound`. */
  end(session: { id: string; person: string }, act: Act): Promise<Removed>;
  /** All of a person, save the one that asks. */
  endAll(sessions: { person: string; except?: string }, act: Act): Promise<Ended>;
}

export interface SessionsOptions {
  readonly store: Pick<Store, 'sessions'>;
  /** This node's site: what concerns the whole enterprise is told there. */
  readonly site: string;
  /** Whatever is remembered of anybody's rights holds no longer. */
  readonly rightsChanged: () => void;
  readonly nowUs: () => number;
}

export function sessionsService({ store, site, rightsChanged, nowUs }: SessionsOptions): SessionsService {
  async function end(
    tx: Repositories,
    { sessions, act }: { sessions: Parameters<Repositories['sessions']['end']>[0]; act: Act },
  ): Promise<number> {
    const person = await tx.people.get(sessions.person);
    const count = await tx.sessions.end(sessions);
    if (person && count > 0)
      await tx.outbox.enqueue(
        auditedAt({
          code: 'session.ended',
          message: 'A person ended sessions.',
          subjectId: person.id,
          place: person.place,
          before: { sessions: count },
          act,
          site,
          nowUs: nowUs(),
        }),
      );
    return count;
  }

  /** Also where the commit's answer was lost: it may have been made. */
  async function changing<T>({ unit }: Act, work: (tx: Repositories) => Promise<T>): Promise<T> {
    try {
      return await unit.commit(work);
    } finally {
      rightsChanged();
    }
  }

  return {
    list: async ({ person, current, ...asked }) => {
      const rows = await store.sessions.of(person);
      // The one seen last first.
      const { page, ...next } = pageByKey(rows, asked, ({ lastSeenUs, id }) => [
        String(Number.MAX_SAFE_INTEGER - lastSeenUs).padStart(16, '0'),
        id,
      ]);
      const sessions = page.map(({ id, device, address, createdUs, lastSeenUs, expiresUs }) => ({
        id,
        device,
        address,
        createdUs,
        lastSeenUs,
        expiresUs,
        current: id === current,
      }));
      return { sessions, ...next };
    },
    end: (session, act) =>
      changing(act, async (tx) => {
        if ((await end(tx, { sessions: session, act })) === 0) throw new AppError('session.notFound');
        return { removed: session.id };
      }),
    endAll: (sessions, act) => changing(act, async (tx) => ({ ended: await end(tx, { sessions, act }) })),
  };
}
