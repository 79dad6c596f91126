/** What people noted on one event. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getNotesOf } from '../../api/annotations.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { AddNote } from './add-note.tsx';
import { NoteList } from './note-list.tsx';

export function EventNotes({ event }: { event: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    queryKey: ['notes', 'of', event],
    queryFn: ({ signal }) => getNotesOf(event, signal),
  });
  return (
    <>
      <h3>{t('note.onEvent')}</h3>
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {data && <NoteList notes={data.annotations} />}
      <AddNote pinned={() => ({ event })} />
    </>
  );
}
