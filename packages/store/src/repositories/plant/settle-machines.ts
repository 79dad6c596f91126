/** The machines of this node's configuration find their place on its site, whatever else people arranged. */
import {
  enterpriseRoot,
  levelOf,
  type Place,
  type PlaceId,
  placeId,
  plantTree,
  siteOf,
} from '@mantinel/domain';
import type { Kysely } from 'kysely';
import type { Tables } from '../../tables.ts';

export interface Settlers {
  readonly site: string;
  readonly machines: readonly { readonly id: string; readonly name: string }[];
}

/**
 * Adds what is missing. A machine stays where people put it as long as that is on the site which its events carry; after
 * the configuration named another site it moves there. Call with the plant locked.
 */
export async function settleMachines(
  tx: Kysely<Tables>,
  places: readonly Place[],
  { site, machines, nowUs }: Settlers & { nowUs: number },
): Promise<void> {
  const tree = plantTree(places);
  const sitePlace = placeId('site', site);
  const add = (id: PlaceId, name: string, parent: PlaceId) =>
    tx
      .insertInto('place')
      .values({ id, level: levelOf(id), name, parent, changed_us: nowUs })
      .execute();
  if (!tree.places.has(sitePlace)) await add(sitePlace, site, enterpriseRoot);
  for (const { id, name } of machines) {
    const machine = placeId('machine', id);
    if (!tree.places.has(machine)) await add(machine, name, sitePlace);
    else if (siteOf(tree, machine) !== sitePlace)
      await tx
        .updateTable('place')
        .set(({ eb }) => ({ parent: sitePlace, version: eb('version', '+', 1), changed_us: nowUs }))
        .where('id', '=', machine)
        .execute();
  }
}
