/** For which sites and machines a sender may write: what it says of the place is held against its rights, and filled up by them. */
import type { Permission } from '@mantinel/contract';
import { levelOf, placeId, placesWith, shortId, siteOf } from '@mantinel/domain';
import { type Caller, mayAt } from '../../http/caller.ts';

export interface Address {
  readonly site: string;
  readonly machine?: string;
}

export type Placed =
  | Address
  | { readonly refused: 'unplaced' }
  /** A site or machine that is not the sender's, or that nobody knows: told apart only to those who may see it. */
  | { readonly refused: 'notYours'; readonly place: 'site' | 'machine'; readonly name: string };

const permission = 'event.ingest' satisfies Permission;
const idPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** One for each request: what it found out about a place holds for all records of it. */
export function writablePlaces(
  caller: Caller,
  ownSite: string,
): (said: { site?: string | undefined; machine?: string | undefined }) => Placed {
  const { plant, access } = caller;
  const known = new Map<string, Placed>();
  const notYours = (place: 'site' | 'machine', name: string): Placed => ({
    refused: 'notYours',
    place,
    name,
  });

  function decide(site: string | undefined, machine: string | undefined): Placed {
    if (site !== undefined && !idPattern.test(site)) return notYours('site', site.slice(0, 80));
    if (machine !== undefined) return ofMachine(machine, site);
    const places = placesWith(plant, access, [permission]);
    const [only] = places;
    // A token of one machine speaks for it.
    if (places.length === 1 && levelOf(only!) === 'machine') return ofMachine(shortId(only!), site);
    if (site !== undefined)
      return mayAt(caller, permission, placeId('site', site)) ? { site } : notYours('site', site);
    if (mayAt(caller, permission, placeId('site', ownSite))) return { site: ownSite };
    return places.length === 1 && levelOf(only!) === 'site'
      ? { site: shortId(only!) }
      : { refused: 'unplaced' };
  }

  function ofMachine(machine: string, site: string | undefined): Placed {
    const place = placeId('machine', machine);
    if (!idPattern.test(machine) || !mayAt(caller, permission, place))
      return notYours('machine', machine.slice(0, 80));
    const at = siteOf(plant, place);
    // One that the plant does not know is written for by whoever may write everywhere, such as a hub's.
    const standsAt = at === undefined ? (site ?? ownSite) : shortId(at);
    return site !== undefined && site !== standsAt ? notYours('site', site) : { site: standsAt, machine };
  }

  return ({ site, machine }) => {
    const name = `${site ?? ''}/${machine ?? ''}`;
    let placed = known.get(name);
    if (!placed) {
      placed = decide(site, machine);
      known.set(name, placed);
    }
    return placed;
  };
}
