/** The authority of this installation and what it vouches for: made at the first start, renewed by themselves. */
import { randomUUID } from 'node:crypto';
import { AppError } from '@mantinel/contract';
import { factsOf, type Issuing, issue, type KeyPair, makeAuthority } from './authority.ts';
import type { KeyFolder } from './key-folder.ts';
import { type OwnNames, wantedNames } from './own-names.ts';

export interface LocalSourceOptions extends Issuing {
  readonly keys: KeyFolder;
  readonly ownNames: OwnNames;
  /** Named in mantinel.yaml. */
  readonly names: readonly string[];
  readonly site: string;
}

export interface LocalSource {
  /** The certificate of this server, renewed where it is due. Throws `tls.keysUnusable`. */
  server(options?: { renew?: boolean }): Promise<KeyPair>;
  /** Vouches for this server, or for edge nodes. Throws `tls.keysUnusable`. */
  existing(name: 'authority' | 'edges'): Promise<KeyPair | undefined>;
  /** People must trust the new one anew. */
  replaceAuthority(): Promise<void>;
  /** For one edge node. */
  issueEdge(wanted: { name: string; days: number }): Promise<KeyPair>;
}

/** Browsers refuse more than 825 days (Apple HT210176), and 398 where they hold everybody to the rule for public ones. */
const serverDays = 397;
const dayUs = 24 * 3_600_000_000;

export function localSource(options: LocalSourceOptions): LocalSource {
  const { keys, ownNames, names, site, nowUs, randomBytes } = options;

  let last: Promise<unknown> = Promise.resolve();
  /** The watch and a person may want the same at once; of two that are made, people would be told to trust the wrong one. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined); // whoever asked hears of it
    return turn;
  }

  async function existing(name: 'authority' | 'edges'): Promise<KeyPair | undefined> {
    return usable(() => keys.read(name));
  }

  async function makeOrRead(name: 'authority' | 'edges'): Promise<KeyPair> {
    return (await existing(name)) ?? usable(() => make(name));
  }

  async function make(name: 'authority' | 'edges'): Promise<KeyPair> {
    // Two installations, or two authorities of one, are told apart by it in a list of what is trusted.
    const mark = Buffer.from(randomBytes(3)).toString('hex').toUpperCase();
    const own = ownNames();
    const made = await makeAuthority(
      name === 'authority'
        ? {
            name: `Mantinel ${site} ${mark}`,
            names: [...names.map((each) => each.toLowerCase()), ...own.names, ...own.addresses],
          }
        : { name: `Mantinel edge nodes ${site} ${mark}`, names: undefined },
      options,
    );
    return keys.write(name, made);
  }

  async function server({ renew = false } = {}): Promise<KeyPair> {
    const authority = await makeOrRead('authority');
    const present = await usable(() => keys.read('local'));
    const wanted = wantedNames(ownNames(), names);
    if (!renew && present && isGood(present, { authority, wanted, nowUs: nowUs() })) return present;
    return usable(async () => {
      const issued = await issue({ use: 'server', names: wanted, days: serverDays }, authority, options);
      return keys.write('local', issued);
    });
  }

  return {
    server: (wish) => inTurn(() => server(wish)),
    existing,
    replaceAuthority: async () => {
      await inTurn(() => usable(() => make('authority')));
    },
    issueEdge: async ({ name, days }) => {
      const authority = await inTurn(() => makeOrRead('edges'));
      return issue({ use: 'client', name, id: randomUUID(), days }, authority, { nowUs, randomBytes });
    },
  };
}

/** By this authority, for every present name, and with more than a third of its time left. */
function isGood(
  { certificate }: KeyPair,
  { authority, wanted, nowUs }: { authority: KeyPair; wanted: readonly string[]; nowUs: number },
): boolean {
  const { names, beginsUs, expiresUs, issuer } = factsOf(certificate);
  const { subject, expiresUs: authorityExpiresUs } = factsOf(authority.certificate);
  const held = new Set(names.map(plainAddress));
  const isShort = expiresUs - nowUs < (expiresUs - beginsUs) / 3;
  return (
    issuer === subject &&
    wanted.every((name) => held.has(plainAddress(name))) &&
    // One cut short by the end of its authority would be renewed for ever.
    (!isShort || (expiresUs >= authorityExpiresUs && nowUs < expiresUs - dayUs))
  );
}

/** IPv6 is written in several ways. */
const plainAddress = (name: string): string =>
  name.includes(':') ? new URL(`http://[${name}]`).hostname.toLowerCase() : name.toLowerCase();

async function usable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new AppError('tls.keysUnusable', { data: { reason: (cause as Error).message }, cause });
  }
}
