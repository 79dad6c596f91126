/** All notes of the view beside the rows, and new ones on a machine or a site, at this moment. */
import type { AnnotationView } from '@mantinel/contract';
import { type PlaceId, placeId } from '@mantinel/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMachines } from '../../fleet/fleet-strip.tsx';
import { useServices } from '../../shell/services.tsx';
import { useMayDo } from '../../shell/use-session.ts';
import { timeText } from '../view/time-text.ts';
import { AddNote } from './add-note.tsx';
import { NoteList } from './note-list.tsx';

interface NotesPanelProps {
  readonly notes: readonly AnnotationView[];
  /** Of the view: a new note is about the first of them. */
  readonly machines: readonly string[];
  readonly onEvent: (id: string) => void;
  readonly onTime: (timeUs: number) => void;
  readonly onClose: () => void;
}

export function NotesPanel({ notes, machines, onEvent, onTime, onClose }: NotesPanelProps) {
  const { t } = useTranslation();
  const { live } = useServices();
  const may = useMayDo();
  const { data: known = [] } = useMachines();
  const places: { place: PlaceId; name: string }[] = [
    ...known.map(({ id, name }) => ({ place: placeId('machine', id), name })),
    ...[...new Set(known.map(({ site }) => site))].map((site) => ({
      place: placeId('site', site),
      name: `${t('note.wholeSite')} ${site}`,
    })),
  ];
  const [first] = machines;
  const [chosen, setChosen] = useState<string>();
  const place = places.find((one) => one.place === chosen)?.place;
  const fallback = first === undefined ? places[0]?.place : placeId('machine', first);
  const at = place ?? fallback;
  return (
    <aside className="panel" aria-label={t('note.title')}>
      <div className="panel-head">
        <h2>{t('note.title')}</h2>
        <button type="button" className="panel-close" aria-label={t('app.close')} onClick={onClose}>
          ×
        </button>
      </div>
      <div className="panel-body">
        {at !== undefined && may('annotation.write') && (
          <>
            <label className="note-where">
              {t('note.where')}{' '}
              <select value={at} onChange={(event) => setChosen(event.currentTarget.value)}>
                {places.map((one) => (
                  <option key={one.place} value={one.place}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
            <AddNote pinned={() => ({ place: at, timeUs: Math.round(live.nowUs()) })} />
          </>
        )}
        <NoteList
          notes={notes}
          about={({ event, machine, site, timeUs }) => (
            <p className="note-about">
              <button
                type="button"
                className="link-button"
                onClick={() => (event === undefined ? onTime(timeUs) : onEvent(event))}
                title={event === undefined ? t('note.goTo') : t('note.open')}
              >
                {timeText(timeUs).slice(0, 19)}
              </button>{' '}
              {machine === undefined
                ? `${t('note.wholeSite')} ${site}`
                : (known.find(({ id }) => id === machine)?.name ?? machine)}
            </p>
          )}
        />
      </div>
    </aside>
  );
}
