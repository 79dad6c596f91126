/** Changes a shift calendar, shows at once what comes of it, and tells where somebody else was faster. */
import { Button, TextInput } from '@mantine/core';
import type { CalendarView } from '@mantinel/contract';
import { checkCalendar } from '@mantinel/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Calendar, getCalendar, removeCalendar, setCalendar } from '../../api/plant.ts';
import { refusalOf } from '../../api/request.ts';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import { ReasonInput } from '../frame/dialog/reason-input.tsx';
import { FailureOrProof } from '../frame/failure-or-proof.tsx';
import { CalendarConflict } from './calendar-conflict.tsx';
import { ExceptionsEditor } from './exceptions-editor.tsx';
import { Preview } from './preview.tsx';
import { ShiftsEditor } from './shifts-editor.tsx';

interface CalendarEditorProps {
  readonly view: CalendarView;
  readonly name: string;
  readonly editable: boolean;
}

export function CalendarEditor({ view, name, editable }: CalendarEditorProps) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Calendar>(view.calendar);
  const [version, setVersion] = useState(view.version);
  const [reason, setReason] = useState('');
  const [theirs, setTheirs] = useState<CalendarView>();
  const [dropping, setDropping] = useState(false);
  const problems = checkCalendar(draft);
  const renew = () => void queries.invalidateQueries({ queryKey: ['calendar'] });
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: async () => {
      try {
        await setCalendar(view.place, draft, { version, reason });
        return undefined;
      } catch (failure) {
        if (refusalOf(failure) !== 'changedMeanwhile') throw failure;
        return getCalendar(view.place);
      }
    },
    onSuccess: (conflict) => (conflict ? setTheirs(conflict) : renew()),
  });
  return (
    <>
      <fieldset className="admin-fieldset" disabled={!editable}>
        <ShiftsEditor
          calendar={draft}
          onChange={(weekly) => setDraft({ ...draft, weekly })}
          head={
            <TextInput
              label={t('calendars.timeZone')}
              value={draft.timeZone}
              onChange={(event) => setDraft({ ...draft, timeZone: event.currentTarget.value })}
            />
          }
        />
        <ExceptionsEditor
          exceptions={draft.exceptions}
          onChange={(exceptions) => setDraft({ ...draft, exceptions })}
        />
      </fieldset>
      {problems.map((found) => {
        const { problem, ...named } = found;
        return (
          <p key={JSON.stringify(found)} className="link-lost admin-more" role="alert">
            ■ {t(`calendars.problem.${problem}`, { ...named })}
          </p>
        );
      })}
      {editable && (
        <form
          className="admin-box admin-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (problems.length === 0) mutate();
          }}
        >
          <ReasonInput value={reason} onChange={setReason} />
          {error && <FailureOrProof error={error} retry={() => mutate()} />}
          <div className="admin-form-end">
            {view.version > 0 && (
              <button type="button" className="tool-button" onClick={() => setDropping(true)}>
                {t('calendars.drop')}
              </button>
            )}
            <Button type="submit" loading={isPending} disabled={problems.length > 0}>
              {t('calendars.save')}
            </Button>
          </div>
        </form>
      )}
      {problems.length === 0 && <Preview calendar={draft} />}
      {theirs && (
        <CalendarConflict
          theirs={theirs.calendar}
          mine={draft}
          onTheirs={renew}
          onMine={() => {
            reset();
            setVersion(theirs.version);
            setTheirs(undefined);
          }}
        />
      )}
      {dropping && (
        <ConfirmDialog
          deed={t('calendars.dropTitle', { place: name })}
          consequence={t('calendars.dropText')}
          act={(why) => removeCalendar(view.place, { version: view.version, reason: why })}
          onDone={renew}
          onClose={() => setDropping(false)}
        />
      )}
    </>
  );
}
