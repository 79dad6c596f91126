/** Saved views. */
import { paths, type Removed, type SavedViews, type SavedViewView, type SaveView } from '@mantinel/contract';
import { getJson, send } from './request.ts';

const at = (id: string) => paths.savedView.replace(':id', encodeURIComponent(id));

export const getViews = (signal?: AbortSignal) =>
  getJson<SavedViews>(paths.savedViews, signal).then(({ views }) => views);
export const saveView = (view: SaveView) => send<SavedViewView>(paths.savedViews, { body: view });
export const changeView = ({ id, version }: SavedViewView, view: SaveView) =>
  send<SavedViewView>(at(id), { method: 'PUT', body: view, version });
export const removeView = ({ id, version }: SavedViewView) =>
  send<Removed>(at(id), { method: 'DELETE', version });
