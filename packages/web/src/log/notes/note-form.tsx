/** Words for the next one. Ctrl+Enter stores them. */
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface NoteFormProps {
  readonly initial?: string;
  readonly submit: string;
  readonly busy: boolean;
  readonly onSubmit: (text: string) => void;
  readonly onCancel?: () => void;
}

export function NoteForm({ initial = '', submit, busy, onSubmit, onCancel }: NoteFormProps) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(initial);
  const ready = text.trim() !== '' && !busy;
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ready) {
      event.preventDefault();
      onSubmit(text.trim());
    }
  };
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSubmit(text.trim());
      }}
    >
      <label htmlFor={id}>{t('note.write')}</label>
      <textarea
        id={id}
        className="note-words"
        rows={3}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <div className="note-acts">
        <button type="submit" className="tool-button" disabled={!ready}>
          {submit}
        </button>
        {onCancel && (
          <button type="button" className="link-button" onClick={onCancel}>
            {t('note.cancel')}
          </button>
        )}
      </div>
    </form>
  );
}
