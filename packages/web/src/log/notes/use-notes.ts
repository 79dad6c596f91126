/** The notes of a view, looked at again from time to time: nobody is told of them by the stream. */
import type { AnnotationView } from '@mantinel/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getNotes } from '../../api/annotations.ts';
import { defaultView, type View, viewSearch } from '../view/view.ts';

const renewMs = 20_000;
const none: readonly AnnotationView[] = [];

/** `enabled`: not before the rows are there, which are what is waited for. */
export function useNotes(view: View, enabled: boolean) {
  const { machine, order, fromUs, toUs } = view;
  const about: View = {
    ...defaultView,
    machine,
    order,
    ...(fromUs === undefined ? {} : { fromUs }),
    ...(toUs === undefined ? {} : { toUs }),
  };
  const { data } = useQuery({
    queryKey: ['notes', viewSearch(about)],
    queryFn: ({ signal }) => getNotes(about, signal),
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: renewMs,
  });
  const notes = data?.annotations ?? none;
  return useMemo(() => ({ notes, byRow: notesByRow(notes, order) }), [notes, order]);
}

type Row = { readonly id: string; readonly timeUs: number; readonly receivedUs: number };
export type NotesOfRow = (row: Row, before: Row | undefined) => readonly AnnotationView[];

/** Those of the event itself, and those of a time between it and the row before. */
export function notesByRow(notes: readonly AnnotationView[], order: View['order']): NotesOfRow {
  if (notes.length === 0) return () => none;
  const atOf = (row: Row) => (order === 'received' ? row.receivedUs : row.timeUs);
  const ofEvents = new Map<string, AnnotationView[]>();
  const ofTimes: AnnotationView[] = [];
  for (const note of notes) {
    if (note.event === undefined) ofTimes.push(note);
    else ofEvents.set(note.event, [...(ofEvents.get(note.event) ?? []), note]);
  }
  return (row, before) => {
    const own = ofEvents.get(row.id) ?? none;
    if (before === undefined || ofTimes.length === 0) return own;
    const between = ofTimes.filter((note) => atOf(note) > atOf(before) && atOf(note) <= atOf(row));
    return between.length === 0 ? own : [...own, ...between];
  };
}
