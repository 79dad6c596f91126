/** Which sites and machines a set of places covers, in the words of events. */
import { enterpriseRoot, levelOf, type PlaceId, shortId } from '../plant/place.ts';
import { machinesWithin, type PlantTree, siteOf } from '../plant/plant-tree.ts';

/** Events of these sites and machines. An event is addressed by both, as it was when it happened. */
export interface Reach {
  readonly sites: 'all' | readonly string[];
  readonly machines: 'all' | readonly string[];
  /** Whether events without a machine (the product's own, people's acts) are covered. */
  readonly withoutMachine: boolean;
}

const everywhere: Reach = { sites: 'all', machines: 'all', withoutMachine: true };

/**
 * One part for all whole sites, and one per site for single machines of it; an event is covered when one part covers it. One
 * product of sites and machines would not do: a machine seen on one site is not thereby seen on another.
 */
export function reachOf(tree: PlantTree, places: readonly PlaceId[]): Reach[] {
  if (places.includes(enterpriseRoot)) return [everywhere];
  const wholeSites = new Set<string>();
  const machinesBySite = new Map<string, Set<string>>();
  for (const place of places) {
    const site = siteOf(tree, place);
    if (site === undefined) continue; // gone from the tree: there is nothing to see there
    if (levelOf(place) === 'site') wholeSites.add(shortId(site));
    else {
      const machines = machinesBySite.get(shortId(site)) ?? new Set();
      for (const machine of machinesWithin(tree, place)) machines.add(shortId(machine));
      machinesBySite.set(shortId(site), machines);
    }
  }
  const parts: Reach[] = [];
  if (wholeSites.size > 0) parts.push({ sites: [...wholeSites], machines: 'all', withoutMachine: true });
  for (const [site, machines] of machinesBySite) {
    if (machines.size === 0 || wholeSites.has(site)) continue;
    parts.push({ sites: [site], machines: [...machines], withoutMachine: false });
  }
  return parts;
}
