/** Notes, each with who and when; its author changes it, and may remove it. */
import type { AnnotationView } from '@mantinel/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeNote, removeNote } from '../../api/annotations.ts';
import { refusalOf } from '../../api/request.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { useMayDo, useSession } from '../../shell/use-session.ts';
import { timeText } from '../view/time-text.ts';
import { NoteForm } from './note-form.tsx';
import './notes.css';

interface NoteListProps {
  readonly notes: readonly AnnotationView[];
  /** What stands beside a note where it is shown apart from its event. */
  readonly about?: (note: AnnotationView) => ReactNode;
}

export function NoteList({ notes, about }: NoteListProps) {
  const { t } = useTranslation();
  if (notes.length === 0) return <p className="quiet">{t('note.none')}</p>;
  return (
    <ol className="notes">
      {notes.map((note) => (
        <Note key={note.id} note={note} about={about?.(note)} />
      ))}
    </ol>
  );
}

function Note({ note, about }: { note: AnnotationView; about: ReactNode }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const session = useSession();
  const may = useMayDo();
  const [doing, setDoing] = useState<'reading' | 'changing' | 'removing'>('reading');
  const renew = () => queries.invalidateQueries({ queryKey: ['notes'] });
  const change = useMutation({
    mutationFn: (text: string) => changeNote(note, text),
    onSuccess: () => setDoing('reading'),
    onSettled: renew,
  });
  const remove = useMutation({ mutationFn: () => removeNote(note), onSettled: renew });
  const own = note.author !== undefined && note.author.id === session.person?.id;
  const mayRemove = (own && may('annotation.write')) || may('annotation.remove');
  return (
    <li className="note">
      {about}
      <p className="note-by">
        <strong>{note.author?.name ?? t('note.formerPerson')}</strong> {timeText(note.createdUs).slice(0, 16)}
        {note.version > 1 && ` · ${t('note.edited')}`}
      </p>
      <p className="note-text">{note.text}</p>
      {refusalOf(change.error) === 'changedMeanwhile' && <p role="alert">{t('note.taken')}</p>}
      {change.error && refusalOf(change.error) !== 'changedMeanwhile' && (
        <FailureNotice error={change.error} />
      )}
      {remove.error && <FailureNotice error={remove.error} />}
      {doing === 'changing' && (
        <NoteForm
          initial={note.text}
          submit={t('note.save')}
          busy={change.isPending}
          onSubmit={(text) => change.mutate(text)}
          onCancel={() => setDoing('reading')}
        />
      )}
      {doing === 'reading' && (
        <p className="note-acts">
          {own && may('annotation.write') && (
            <button type="button" className="link-button" onClick={() => setDoing('changing')}>
              {t('note.change')}
            </button>
          )}
          {mayRemove && (
            <button type="button" className="link-button" onClick={() => setDoing('removing')}>
              {t('note.remove')}
            </button>
          )}
        </p>
      )}
      {doing === 'removing' && (
        <p className="note-acts">
          <button
            type="button"
            className="tool-button"
            disabled={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t('note.removeForGood')}
          </button>
          <button type="button" className="link-button" onClick={() => setDoing('reading')}>
            {t('note.cancel')}
          </button>
        </p>
      )}
    </li>
  );
}
