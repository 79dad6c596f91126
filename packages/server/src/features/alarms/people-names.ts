/** Names of people beside what they did: from the database, remembered for a moment, absent while that is away. */
import { AppError } from '@mantinel/contract';
import type { Store } from '@mantinel/store';

export interface PeopleNames {
  /** As last known. */
  nameOf(id: string): string | undefined;
  learn(ids: Iterable<string>): Promise<void>;
}

/** An erased or renamed person is not shown by the old name for longer. */
const trustUs = 30_000_000;
const most = 2000;

export function peopleNames(store: Pick<Store, 'people'>, nowUs: () => number): PeopleNames {
  const known = new Map<string, { readonly name: string | undefined; readonly askedUs: number }>();
  const fresh = (id: string) => {
    const found = known.get(id);
    return found && nowUs() - found.askedUs < trustUs ? found : undefined;
  };

  return {
    nameOf: (id) => fresh(id)?.name,
    learn: async (ids) => {
      const unknown = [...new Set(ids)].filter((id) => !fresh(id));
      if (known.size + unknown.length > most) known.clear();
      try {
        for (const id of unknown) {
          const person = await store.people.get(id);
          known.set(id, { name: person?.name, askedUs: nowUs() });
        }
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'store.unavailable') throw error;
      }
    },
  };
}
