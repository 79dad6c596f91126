/** Notes of people on events and times. */
import { type Annotations, type AnnotationView, paths } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { View } from '../log/view/view.ts';
import { addressOf, type Removed } from './act.ts';
import { getJson, send } from './request.ts';

const mostNotes = '500';

/** Of what a view is about: machines, time and order; its other filters are about events. */
export function getNotes(view: View, signal?: AbortSignal): Promise<Annotations> {
  const { machine, order, fromUs, toUs } = view;
  const kept = new URLSearchParams([
    ['order', order],
    ['limit', mostNotes],
    ...machine.map((id) => ['machine', id]),
    ...(fromUs === undefined ? [] : [['fromUs', String(fromUs)]]),
    ...(toUs === undefined ? [] : [['toUs', String(toUs)]]),
  ]);
  return getJson<Annotations>(`${paths.annotations}?${kept}`, signal);
}

export const getNotesOf = (event: string, signal?: AbortSignal) =>
  getJson<Annotations>(`${paths.annotations}?${new URLSearchParams({ event })}`, signal);

export type PinnedTo = { readonly event: string } | { readonly place: PlaceId; readonly timeUs: number };

export const addNote = (pinned: PinnedTo, text: string) =>
  send<AnnotationView>(paths.annotations, { body: { ...pinned, text } });
export const changeNote = ({ id, version }: AnnotationView, text: string) =>
  send<AnnotationView>(addressOf(paths.annotation, id), { method: 'PATCH', version, body: { text } });
export const removeNote = ({ id, version }: AnnotationView) =>
  send<Removed>(addressOf(paths.annotation, id), { method: 'DELETE', version });
