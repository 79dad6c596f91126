/** Plants of every shape, for property tests. */
import fc from 'fast-check';
import { enterpriseRoot, levelOf, mayContain, type Place, placeLevels } from '../src/index.ts';

/** In order by construction: each place picks its container among those before it. At least one site. */
export const arbitraryPlant = (maxPlaces = 25): fc.Arbitrary<Place[]> =>
  fc
    .array(fc.tuple(fc.constantFrom(...placeLevels.slice(1)), fc.nat()), { maxLength: maxPlaces })
    .map((wanted) => {
      const places: Place[] = [
        { id: enterpriseRoot, name: 'Enterprise' },
        { id: 'site:s0', name: 'Site 0', parent: enterpriseRoot },
      ];
      for (const [index, [level, pick]] of wanted.entries()) {
        const containers = places.filter(({ id }) => mayContain(levelOf(id), level));
        const parent = containers[pick % containers.length]!.id;
        places.push({ id: `${level}:p${index}`, name: `${level} ${index}`, parent });
      }
      return places;
    });
