/** Views of the log that people keep: their own, and those shared where they read events. */
import {
  AppError,
  type Removed,
  type SavedViews as SavedViewsPage,
  type SavedViewView,
  type SaveView,
} from '@mantinel/contract';
import { type PlaceId, pathToRoot, placesWith, placesWithin } from '@mantinel/domain';
import type { SavedViewRow, Store } from '@mantinel/store';
import { type Caller, mayAt, requirePermissionAt } from '../../http/caller.ts';
import type { UnitOfWork } from '../../http/unit-of-work.ts';

export interface Change {
  readonly caller: Caller;
  readonly unit: UnitOfWork;
}

export interface SavedViewsService {
  list(caller: Caller): Promise<SavedViewsPage>;
  /** Throws `savedView.notFound`, also for one that the caller may not see. */
  get(id: string, caller: Caller): Promise<SavedViewView>;
  /** Throws `permission.denied`, `place.notFound`, `savedView.tooMany`. */
  add(view: SaveView, change: Change): Promise<SavedViewView>;
  /** Throws `savedView.notFound`, `changedMeanwhile`, `permission.denied`, `place.notFound`. */
  change(id: string, view: SaveView & { version: number }, change: Change): Promise<SavedViewView>;
  /** Throws `savedView.notFound`, `changedMeanwhile`, `permission.denied`. */
  remove(id: string, version: number, change: Change): Promise<Removed>;
}

/** A list of more could not be chosen from. */
const most = 100;
const mostListed = 500;

export function savedViewsService(store: Pick<Store, 'savedViews'>): SavedViewsService {
  async function visible(views: Pick<Store, 'savedViews'>, id: string, caller: Caller) {
    const row = await views.savedViews.get(id);
    const isSeen = row?.owner.id === ownerOf(caller) || (row?.place && seenPlaces(caller).has(row.place));
    if (!row || !isSeen) throw new AppError('savedView.notFound');
    return row;
  }
  /** Its owner may change it, and whoever may share there. */
  async function changeable(views: Pick<Store, 'savedViews'>, id: string, caller: Caller) {
    const row = await visible(views, id, caller);
    if (row.owner.id !== ownerOf(caller)) requirePermissionAt(caller, 'view.share', row.place!);
    return row;
  }

  return {
    list: async (caller) => {
      const places = [...seenPlaces(caller)];
      const rows = await store.savedViews.list({ owner: ownerOf(caller), places, limit: mostListed });
      return { views: rows.map((row) => viewOf(row, caller)) };
    },
    get: async (id, caller) => viewOf(await visible(store, id, caller), caller),
    add: (view, { caller, unit }) => {
      requireSharing(view.place, caller);
      return unit.commit(async (tx) =>
        viewOf(await tx.savedViews.add({ ...view, owner: ownerOf(caller), most }), caller),
      );
    },
    change: (id, view, { caller, unit }) =>
      unit.commit(async (tx) => {
        const before = await changeable(tx, id, caller);
        if (view.place !== before.place) requireSharing(view.place, caller);
        return viewOf(await tx.savedViews.change(id, view), caller);
      }),
    remove: (id, version, { caller, unit }) =>
      unit.commit(async (tx) => {
        await changeable(tx, id, caller);
        await tx.savedViews.remove(id, version);
        return { removed: id };
      }),
  };
}

/** Its routes are for whoever has signed in. */
const ownerOf = ({ person }: Caller): string => person!.id;

function requireSharing(place: PlaceId | undefined, caller: Caller): void {
  if (place !== undefined) requirePermissionAt(caller, 'view.share', place);
}

/** Where events are read, and upwards: what is shared at a site is for its lines as well. */
function seenPlaces({ plant, access }: Caller): Set<PlaceId> {
  const places = placesWith(plant, access, ['event.read']);
  return new Set(places.flatMap((place) => [...placesWithin(plant, place), ...pathToRoot(plant, place)]));
}

function viewOf({ owner, changedUs: _changedUs, ...row }: SavedViewRow, caller: Caller): SavedViewView {
  const mine = owner.id === ownerOf(caller);
  const mayShare = row.place !== undefined && mayAt(caller, 'view.share', row.place);
  return { ...row, mine, owner: owner.name, mayChange: mine || mayShare };
}
