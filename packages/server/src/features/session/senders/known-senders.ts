/**
 * Senders that were verified lately, remembered beyond a restart: a program that starts while the database is away takes what
 * machines send from the first second. Of tokens and certificates that may send events in, and for that alone. What is revoked is
 * forgotten at once; what the database has not confirmed for a week is not believed.
 */
import { AppError, type Permission } from '@mantinel/contract';
import type { Place } from '@mantinel/domain';
import type { Store } from '@mantinel/store';
import type { Log } from '../../../own-log/log.ts';
import type { KeyedHash } from '../../../secrets/keyed-hash.ts';
import type { KnownCaller } from '../known-callers.ts';
import { type KeptSenders, readSenders, type Sender, writeSenders } from './senders-file.ts';

export interface KnownSenders {
  /** As it was last verified; undefined for whom nobody knows. */
  get(secretHash: Buffer, kind: Sender['kind']): Promise<KnownCaller | undefined>;
  /** Somebody was verified just now; passed over where they may not send. */
  keep(secretHash: Buffer, known: KnownCaller): void;
  forget(secretHash: Buffer): void;
  /** Somebody's rights changed: nobody is believed until the database has confirmed them again. */
  rightsChanged(): void;
  /** The plant as it was when the file was written. */
  places(): Promise<readonly Place[]>;
  keepPlaces(places: readonly Place[]): void;
  stop(): Promise<void>;
}

export interface KnownSendersOptions {
  readonly file: string;
  readonly keyed: KeyedHash;
  readonly store: Pick<Store, 'apiTokens' | 'people' | 'roleGrants' | 'state' | 'onState'>;
  readonly nowUs: () => number;
  readonly log: Log;
  /** So long is waited for more before the file is written. */
  readonly settleMs?: number;
}

/** What the file opens. */
export const senderPermissions: readonly Permission[] = ['event.deliver', 'event.ingest'];

const believedUs = 7 * 24 * 3_600_000_000;
/** A file that is written again each time somebody sends would wear the disk. */
const confirmedEveryUs = 3_600_000_000;
const most = 1000;
const purpose = 'sender';

type Held = Sender & { confirmed: boolean };

export function knownSenders(options: KnownSendersOptions): KnownSenders {
  const { file, keyed, store, nowUs, log, settleMs = 500 } = options;
  const held = new Map<string, Held>();
  let places: readonly Place[] = [];
  let timer: NodeJS.Timeout | undefined;
  let changes = 0;
  const loaded = load();
  let working: Promise<void> = loaded;

  /** One after the other; what fails is told and tried again with the next change. */
  const inOrder = (work: () => Promise<void>) => {
    working = working.then(work).catch((err: unknown) => {
      if (err instanceof AppError && err.code === 'store.unavailable') return; // asked again when it is back
      log.warn(
        { code: 'session.sendersNotKept', err },
        'who may send events in cannot be kept for a restart',
      );
    });
  };

  async function load(): Promise<void> {
    let kept: KeptSenders | undefined;
    try {
      kept = await readSenders(file);
    } catch (err) {
      log.warn(
        { code: 'session.sendersNotKept', err },
        'the file of known senders cannot be read; it is made anew',
      );
    }
    if (!kept) return;
    places = kept.places;
    for (const sender of kept.senders) held.set(sender.keyed, { ...sender, confirmed: true });
  }

  const write = () =>
    writeSenders(file, {
      writtenUs: nowUs(),
      senders: [...held.values()]
        .filter(({ confirmed, verifiedUs }) => confirmed && isRecent(verifiedUs))
        .map(({ confirmed: _, ...sender }) => sender),
      places,
    });
  const writeSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      inOrder(write);
    }, settleMs);
    timer.unref();
  };
  const isRecent = (verifiedUs: number) => Math.abs(nowUs() - verifiedUs) < believedUs;

  /** Holds everybody against the database again. Throws `store.unavailable`. */
  async function confirm(): Promise<void> {
    const before = changes;
    for (const sender of [...held.values()]) {
      const { person: id, token: tokenId, kind, keyed: key } = sender;
      const [person, tokens, grants] = [
        await store.people.get(id),
        await store.apiTokens.of(id),
        await store.roleGrants.of(id),
      ];
      // What was changed meanwhile is asked for again, behind this.
      if (before !== changes) return;
      const token = tokens.find((one) => one.id === tokenId && one.kind === kind);
      if (!person || person.disabledUs !== undefined || !token) held.delete(key);
      else
        held.set(key, {
          ...sender,
          grants: grants.map(({ role, place }) => ({ role, place })),
          verifiedUs: nowUs(),
          confirmed: true,
        });
    }
    await write();
  }
  const stopListening = store.onState(({ state }) => {
    if (state === 'ready') inOrder(confirm);
  });
  if (store.state().state === 'ready') inOrder(confirm);

  return {
    get: async (secretHash, kind) => {
      await loaded;
      let found: Held | undefined;
      try {
        found = held.get((await keyed(purpose, secretHash.toString('base64'))).toString('base64'));
      } catch (err) {
        log.warn(
          { code: 'session.sendersNotKept', err },
          'known senders cannot be recognised without their key',
        );
      }
      if (!found?.confirmed || found.kind !== kind || !isRecent(found.verifiedUs)) return undefined;
      const { person, grants, permissions, place, token, expiresUs, verifiedUs } = found;
      return {
        // Names stand in the database alone.
        person: { id: person, name: '' },
        grants: grants.map((grant) => ({ ...grant, person })),
        by: { kind, id: token, permissions, place },
        expiresUs,
        verifiedUs,
      };
    },
    keep: (secretHash, { by, person, grants, expiresUs, verifiedUs }) => {
      if (by.kind === 'session' || !by.permissions.some((name) => senderPermissions.includes(name))) return;
      const { kind, id, permissions, place } = by;
      const before = changes;
      inOrder(async () => {
        const key = (await keyed(purpose, secretHash.toString('base64'))).toString('base64');
        if (before !== changes) return;
        const known = held.get(key);
        const isNews = !known?.confirmed || Math.abs(verifiedUs - known.verifiedUs) >= confirmedEveryUs;
        held.delete(key);
        held.set(key, {
          ...{ keyed: key, kind, token: id, person: person.id, permissions: [...permissions], place },
          grants: grants.map(({ role, place: at }) => ({ role, place: at })),
          ...{ expiresUs, verifiedUs: isNews ? verifiedUs : known.verifiedUs, confirmed: true },
        });
        if (held.size > most) held.delete(held.keys().next().value!);
        if (isNews) writeSoon();
      });
    },
    forget: (secretHash) =>
      inOrder(async () => {
        if (held.delete((await keyed(purpose, secretHash.toString('base64'))).toString('base64')))
          await write();
      }),
    rightsChanged: () => {
      changes += 1;
      if (held.size === 0) return;
      for (const sender of held.values()) sender.confirmed = false;
      // A stop in between must not leave on disk what was revoked.
      inOrder(write);
      inOrder(confirm);
    },
    places: async () => {
      await loaded;
      return places;
    },
    keepPlaces: (now) => {
      if (held.size === 0 || JSON.stringify(now) === JSON.stringify(places)) {
        places = now;
        return;
      }
      places = now;
      writeSoon();
    },
    stop: async () => {
      stopListening();
      clearTimeout(timer);
      if (timer) inOrder(write);
      await working;
    },
  };
}
