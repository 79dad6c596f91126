/** Shared terminals as administrators arrange them. */
import { AppError, type PairingCode, type Removed, type TerminalView } from '@mantinel/contract';
import { type Attributes, type PlaceId, placesWith, placesWithin } from '@mantinel/domain';
import type { Repositories, Store, TerminalRow, TerminalSettings } from '@mantinel/store';
import { type Act, auditedAt } from '../../../audited-at.ts';
import { type Caller, mayAt } from '../../../http/caller.ts';
import { newPairingCode, pairingHash } from './pairing-code.ts';

export interface TerminalsService {
  list(caller: Caller): Promise<TerminalView[]>;
  /** Throws `terminal.notFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): Promise<PlaceId>;
  /** Throws `terminal.notFound`. */
  get(id: string): Promise<TerminalView>;
  /** Throws `place.notFound`. */
  add(terminal: TerminalSettings & { place: PlaceId }, act: Act): Promise<PairingCode>;
  /** Throws `terminal.notFound`, `changedMeanwhile`. */
  change(id: string, change: TerminalSettings & { version: number }, act: Act): Promise<TerminalView>;
  /** Any earlier code ends; the browser that is this terminal stays it until another is paired. Throws `terminal.notFound`. */
  newCode(id: string, act: Act): Promise<PairingCode>;
  /** Ends every session there. Throws `terminal.notFound`. */
  remove(id: string, act: Act): Promise<Removed>;
}

export interface TerminalsOptions {
  readonly store: Pick<Store, 'terminals'>;
  readonly site: string;
  /** Whatever is remembered of anybody's rights holds no longer. */
  readonly rightsChanged: () => void;
  readonly nowUs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

const codeLifeUs = 10 * 60_000_000;

export function terminalsService(options: TerminalsOptions): TerminalsService {
  const { store, site, rightsChanged, nowUs, randomBytes } = options;

  const tell = (
    tx: Repositories,
    told: { code: string; message: string; before?: Attributes; after?: Attributes },
    { terminal, act }: { terminal: TerminalRow; act: Act },
  ) => tx.outbox.enqueue(auditedAt({ ...told, place: terminal.place, act, site, nowUs: nowUs() }));

  async function issue(tx: Repositories, terminal: TerminalRow): Promise<PairingCode> {
    const code = newPairingCode(randomBytes);
    const expiresUs = nowUs() + codeLifeUs;
    await tx.terminals.setCode(terminal.id, { codeHash: pairingHash(code), expiresUs });
    return { terminal: { ...viewOf(terminal), codeExpiresUs: expiresUs }, code, expiresUs };
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
    list: async ({ plant, access }) => {
      const places = placesWith(plant, access, ['terminal.read']).flatMap((place) =>
        placesWithin(plant, place),
      );
      return (await store.terminals.list(places)).map(viewOf);
    },
    placeOf: async (id, caller) => {
      const terminal = await store.terminals.get(id);
      if (!terminal || !mayAt(caller, 'terminal.read', terminal.place))
        throw new AppError('terminal.notFound');
      return terminal.place;
    },
    get: async (id) => viewOf(await existing(store, id)),
    add: (given, act) =>
      act.unit.commit(async (tx) => {
        const terminal = await tx.terminals.add(given);
        const told = { code: 'terminal.added', message: 'A person set up a shared terminal.' };
        await tell(tx, { ...told, after: stateOf(terminal) }, { terminal, act });
        return issue(tx, terminal);
      }),
    change: (id, change, act) =>
      changing(act, async (tx) => {
        const before = await existing(tx, id);
        const terminal = await tx.terminals.change(id, change);
        const told = { code: 'terminal.changed', message: 'A person changed a shared terminal.' };
        await tell(tx, { ...told, before: stateOf(before), after: stateOf(terminal) }, { terminal, act });
        return viewOf(terminal);
      }),
    newCode: (id, act) =>
      act.unit.commit(async (tx) => {
        const terminal = await existing(tx, id);
        const told = {
          code: 'terminal.codeMade',
          message: 'A person made a pairing code for a shared terminal.',
        };
        await tell(tx, { ...told, after: stateOf(terminal) }, { terminal, act });
        return issue(tx, terminal);
      }),
    remove: (id, act) =>
      changing(act, async (tx) => {
        const terminal = await tx.terminals.remove(id);
        if (!terminal) throw new AppError('terminal.notFound');
        const told = { code: 'terminal.removed', message: 'A person removed a shared terminal.' };
        await tell(tx, { ...told, before: stateOf(terminal) }, { terminal, act });
        return { removed: id };
      }),
  };
}

async function existing({ terminals }: Pick<Repositories, 'terminals'>, id: string): Promise<TerminalRow> {
  const terminal = await terminals.get(id);
  if (!terminal) throw new AppError('terminal.notFound');
  return terminal;
}

const stateOf = ({ id, name, badge, names, idleSeconds }: TerminalRow): Attributes => ({
  terminalId: id,
  name,
  badge,
  names,
  idleSeconds,
});

const viewOf = ({ changedUs: _changed, createdUs: _created, ...terminal }: TerminalRow): TerminalView =>
  terminal;
