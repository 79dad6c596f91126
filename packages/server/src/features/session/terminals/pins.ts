/** PINs: chosen by their person, or given as a first one that must be replaced when it is used. They open shared terminals alone. */
import { AppError, type PinState } from '@mantinel/contract';
import type { Person, Repositories, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../../audited-at.ts';
import { requireManageable } from '../../../manageable.ts';
import type { KeyedHash } from '../../../secrets/keyed-hash.ts';
import { hashPassword, isPassword } from '../passwords/argon2.ts';
import { personEvent } from '../person-event.ts';
import { isWeakPin } from './weak-pin.ts';

export interface PinService {
  state(person: string): Promise<PinState>;
  /** One's own. Throws `pin.trivial`. */
  choose(pin: string, act: Act): Promise<PinState>;
  /** Somebody else's first one. Throws `pin.trivial`, `person.notFound`, `person.notYours`. */
  give(given: { person: string; pin: string }, act: Act): Promise<PinState>;
  /** Throws `pin.notFound`, `person.notFound`, `person.notYours`. */
  remove(person: string, act: Act): Promise<PinState>;
  /**
   * At a terminal. Throws `terminal.pinRequired`, `terminal.noPin`, `terminal.tooManyPins`, `terminal.wrongPin`,
   * `terminal.newPinRequired`, `pin.trivial`.
   */
  require(attempt: PinAttempt): Promise<void>;
}

export interface PinAttempt {
  readonly person: Pick<Person, 'id'>;
  readonly terminal: string;
  readonly pin: string | undefined;
  readonly newPin: string | undefined;
}

export interface PinOptions {
  readonly store: Store;
  readonly keyed: KeyedHash;
  readonly site: string;
  readonly nowUs: () => number;
}

export function pinService({ store, keyed, site, nowUs }: PinOptions): PinService {
  /** Argon2id alone would not do: ten thousand PINs are tried out in minutes by whoever has the database. */
  const peppered = async (person: string, pin: string) =>
    (await keyed('pin', `${person} ${pin}`)).toString('base64');

  /** Throws `pin.trivial`. */
  async function hashNew(person: string, pin: string): Promise<string> {
    if (isWeakPin(pin)) throw new AppError('pin.trivial');
    return hashPassword(await peppered(person, pin));
  }

  async function tell(tx: Repositories, code: string, { person, act }: { person: string; act: Act }) {
    const { place } = (await tx.people.get(person))!;
    const own = person === act.caller.person?.id;
    await tx.outbox.enqueue(
      auditedAt({
        code,
        message: own ? 'A person changed their PIN.' : 'A person changed the PIN of an account.',
        subjectId: person,
        place,
        act,
        site,
        nowUs: nowUs(),
      }),
    );
  }

  async function set(given: { person: string; pin: string; chosen: boolean }, act: Act): Promise<PinState> {
    const { person, pin, chosen } = given;
    const hash = await hashNew(person, pin);
    return act.unit.commit(async (tx) => {
      if (!chosen) await requireSomebody(tx, person, act);
      await tx.pins.set({ person, hash, chosen });
      await tell(tx, chosen ? 'pin.chosen' : 'pin.given', { person, act });
      return stateOf(tx, person);
    });
  }

  return {
    state: (person) => stateOf(store, person),
    choose: (pin, act) => set({ person: act.caller.person!.id, pin, chosen: true }, act),
    give: ({ person, pin }, act) => set({ person, pin, chosen: false }, act),
    remove: (person, act) =>
      act.unit.commit(async (tx) => {
        if (person !== act.caller.person?.id) await requireSomebody(tx, person, act);
        if (!(await tx.pins.remove(person))) throw new AppError('pin.notFound');
        await tell(tx, 'pin.removed', { person, act });
        return stateOf(tx, person);
      }),
    require: async ({ person: { id: person }, terminal, pin, newPin }) => {
      if (pin === undefined) throw new AppError('terminal.pinRequired');
      const held = await store.pins.get(person);
      if (!held) throw new AppError('terminal.noPin');
      const waitUs = await store.pins.begin({ person, terminal });
      if (waitUs > 0)
        throw new AppError('terminal.tooManyPins', {
          data: { minutes: Math.ceil(waitUs / 60_000_000), seconds: Math.ceil(waitUs / 1_000_000) },
        });
      if (!(await isPassword(held.hash, await peppered(person, pin))))
        throw new AppError('terminal.wrongPin');
      await store.pins.succeeded({ person, terminal });
      if (held.chosen) return;
      if (newPin === undefined || newPin === pin) throw new AppError('terminal.newPinRequired');
      const hash = await hashNew(person, newPin);
      const told = {
        code: 'pin.chosen',
        message: 'A person replaced their first PIN.',
        terminalId: terminal,
      };
      await store.transaction(async (tx) => {
        await tx.pins.set({ person, hash, chosen: true });
        await tx.outbox.enqueue(personEvent({ ...told, person: { id: person }, site, nowUs: nowUs() }));
      });
    },
  };
}

async function stateOf({ pins }: Pick<Repositories, 'pins'>, person: string): Promise<PinState> {
  const held = await pins.get(person);
  return held ? { set: true, chosen: held.chosen, changedUs: held.changedUs } : { set: false, chosen: false };
}

async function requireSomebody(tx: Repositories, person: string, act: Act): Promise<void> {
  if (!(await tx.people.get(person))) throw new AppError('person.notFound');
  await requireManageable(tx, person, act.caller);
}
