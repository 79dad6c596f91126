/** A new note, for whoever may write one. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addNote, type PinnedTo } from '../../api/annotations.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { useMayDo } from '../../shell/use-session.ts';
import { NoteForm } from './note-form.tsx';

export function AddNote({ pinned }: { pinned: () => PinnedTo }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const may = useMayDo();
  const [added, setAdded] = useState(0);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (text: string) => addNote(pinned(), text),
    onSuccess: () => setAdded(added + 1),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notes'] }),
  });
  if (!may('annotation.write')) return null;
  return (
    <>
      {error && <FailureNotice error={error} />}
      {/* A new key empties the field once the words are stored, and not before. */}
      <NoteForm key={added} submit={t('note.add')} busy={isPending} onSubmit={(text) => mutate(text)} />
    </>
  );
}
