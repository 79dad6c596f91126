/** What is done with a reason: names the alarms, asks for words, and for how long where it is a shelving. */
import { Button, Modal, Textarea } from '@mantine/core';
import type { AlarmView } from '@mantinel/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { spanText } from '../../log/view/time-text.ts';
import { useAlarmWords } from '../alarm-words.tsx';
import type { ActKind } from './possible-acts.ts';
import { RefusedActs } from './refused-acts.tsx';
import { useActs } from './use-acts.ts';
import './act-dialog.css';

const minuteUs = 60e6;
/** Up to eight hours, the most that ISA-18.2 shops allow without a new decision. */
const spansUs = [15, 60, 240, 480].map((minutes) => minutes * minuteUs);
const wantsReason: readonly ActKind[] = ['shelve', 'takeOut', 'comment'];

interface ActDialogProps {
  readonly kind: ActKind;
  readonly alarms: readonly AlarmView[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function ActDialog({ kind, alarms, onClose, onDone }: ActDialogProps) {
  const { t } = useTranslation('alarms');
  const { t: general } = useTranslation();
  const words = useAlarmWords();
  const [comment, setComment] = useState('');
  const [forUs, setForUs] = useState(spansUs[1]!);
  const { mutate, data: refused, isPending } = useActs();
  const needed = wantsReason.includes(kind);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`act.${kind}`)}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': general('app.close') }}
    >
      <form
        className="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          mutate(
            { act: { kind, comment: comment.trim(), forUs }, alarms },
            {
              onSuccess: (none) => {
                if (none.length > 0) return;
                onDone();
                onClose();
              },
            },
          );
        }}
      >
        <ul className="act-alarms">
          {alarms.map((alarm) => (
            <li key={alarm.id}>
              <strong>{words.machine(alarm)}</strong> {words.title(alarm)}
            </li>
          ))}
        </ul>
        {kind === 'shelve' && (
          <fieldset className="act-spans">
            <legend>{t('act.howLong')}</legend>
            {spansUs.map((us) => (
              <label key={us}>
                <input type="radio" name="span" checked={forUs === us} onChange={() => setForUs(us)} />
                {spanText(us, general)}
              </label>
            ))}
          </fieldset>
        )}
        <Textarea
          label={needed ? t(`act.why.${kind as 'shelve'}`) : t('act.comment')}
          description={t('act.named')}
          required={needed}
          autosize
          minRows={2}
          maxLength={1000}
          data-autofocus
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        {refused && <RefusedActs refused={refused} />}
        <div className="act-end">
          <button type="button" className="tool-button" onClick={onClose}>
            {t('act.cancel')}
          </button>
          <Button type="submit" loading={isPending} disabled={needed && comment.trim() === ''}>
            {t(`act.${kind}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
