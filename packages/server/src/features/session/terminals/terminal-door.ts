/** What a shared terminal itself asks: to become one, whom it may offer, and to let somebody in. */
import {
  AppError,
  type config,
  type TerminalHere,
  type TerminalPeople,
  type TerminalSignIn,
} from '@mantinel/contract';
import { pathToRoot } from '@mantinel/domain';
import type { Person, Store, TerminalRow } from '@mantinel/store';
import { auditEvent } from '../../../audit-event.ts';
import type { Credentials } from '../../../http/gate.ts';
import type { Log } from '../../../own-log/log.ts';
import { newSecret, secretHash } from '../../../secrets/secret.ts';
import type { PlantView } from '../../plant/plant-view.ts';
import { type BeginSession, hereOf, type SignedIn } from '../begin-session.ts';
import { deviceWords } from '../device-words.ts';
import { signInAttempts } from '../guard/sign-in-attempts.ts';
import type { BadgeService } from './badges.ts';
import { pairingHash } from './pairing-code.ts';
import type { PinService } from './pins.ts';

export interface TerminalDoor {
  /** Undefined where this browser is none. */
  here(from: Credentials): Promise<TerminalHere | undefined>;
  /** `secret` is for the cookie. Throws `terminal.codeInvalid`, `session.tooManyAttempts`. */
  pair(code: string, from: Credentials): Promise<{ secret: string; terminal: TerminalHere }>;
  /** Throws `terminal.notPaired`, `terminal.wayClosed`. */
  people(from: Credentials): Promise<TerminalPeople>;
  /** Throws `terminal.notPaired`, `terminal.wayClosed`, `terminal.unknownBadge`, `terminal.noRole`, what `pins.require` throws. */
  signIn(given: TerminalSignIn, from: Credentials): Promise<SignedIn>;
}

export interface TerminalDoorOptions {
  readonly store: Store;
  readonly begin: BeginSession;
  readonly badges: Pick<BadgeService, 'owner'>;
  readonly pins: Pick<PinService, 'require'>;
  readonly plant: PlantView;
  readonly limits: config.SignInLimits;
  readonly log: Log;
  readonly nowUs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

export function terminalDoor(options: TerminalDoorOptions): TerminalDoor {
  const { store, begin, badges, pins, plant, limits, log, nowUs, randomBytes } = options;
  const attempts = signInAttempts(nowUs, limits);

  const find = async ({ terminal }: Credentials) =>
    terminal === undefined ? undefined : store.terminals.find(secretHash(terminal));

  /** Throws `terminal.notPaired`. */
  async function required(from: Credentials): Promise<TerminalRow> {
    const terminal = await find(from);
    if (!terminal) throw new AppError('terminal.notPaired');
    return terminal;
  }

  /** Throws `terminal.unknownBadge`, `session.tooManyAttempts`. */
  async function ownerOf(badge: string, terminal: TerminalRow): Promise<Person> {
    // Each terminal by itself: guessing at one holds up nobody at another.
    const attempt = { name: `badge at ${terminal.id}`, address: terminal.id };
    attempts.begin(attempt);
    const owner = await badges.owner(badge);
    if (!owner) {
      log.warn({ code: 'terminal.unknownBadge', terminal: terminal.id }, 'an unknown badge was refused');
      throw new AppError('terminal.unknownBadge');
    }
    attempts.succeeded(attempt);
    return owner;
  }

  /** Throws `terminal.wrongPin`: of people whom the terminal does not offer nothing is told. */
  async function chosen(id: string, terminal: TerminalRow): Promise<Person> {
    const offered = await store.pins.holders(pathToRoot(await plant.fresh(), terminal.place));
    const person = offered.some((one) => one.id === id) ? await store.people.get(id) : undefined;
    if (!person) throw new AppError('terminal.wrongPin');
    return person;
  }

  return {
    here: async (from) => {
      try {
        const terminal = await find(from);
        return terminal && hereOf(terminal);
      } catch (error) {
        // Without the database nobody signs in anyway, and the panel says why.
        if (error instanceof AppError && error.code === 'store.unavailable') return undefined;
        throw error;
      }
    },
    pair: async (code, from) => {
      const address = from.remoteAddress;
      const attempt = { name: `pairing from ${address}`, address };
      attempts.begin(attempt);
      const secret = newSecret(randomBytes);
      const terminal = await store.transaction(async (tx) => {
        const pairing = { codeHash: pairingHash(code), secretHash: secretHash(secret) };
        const paired = await tx.terminals.pair({ ...pairing, device: deviceWords(from.userAgent) });
        if (paired)
          await tx.outbox.enqueue(
            auditEvent({
              code: 'terminal.paired',
              message: 'A browser became a shared terminal by its pairing code.',
              personId: undefined,
              terminalId: paired.id,
              site: plant.siteOf(paired.place),
              place: paired.place,
              nowUs: nowUs(),
            }),
          );
        return paired;
      });
      if (!terminal) throw new AppError('terminal.codeInvalid');
      attempts.succeeded(attempt);
      return { secret, terminal: hereOf(terminal) };
    },
    people: async (from) => {
      const terminal = await required(from);
      if (!terminal.names) throw new AppError('terminal.wayClosed');
      return { people: await store.pins.holders(pathToRoot(await plant.fresh(), terminal.place)) };
    },
    signIn: async ({ badge, person: id, pin, newPin }, from) => {
      const terminal = await required(from);
      const open = badge === undefined ? terminal.names : terminal.badge !== 'off';
      if (!open) throw new AppError('terminal.wayClosed');
      const person = badge === undefined ? await chosen(id!, terminal) : await ownerOf(badge, terminal);
      if (badge === undefined || terminal.badge === 'withPin')
        await pins.require({ person, terminal: terminal.id, pin, newPin });
      await plant.fresh();
      return store.transaction((tx) => begin(tx, { person, from }));
    },
  };
}
