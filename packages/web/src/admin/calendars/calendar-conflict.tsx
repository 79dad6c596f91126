/** Two calendars side by side by what comes of them; nothing is stored until somebody saves again. */
import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Calendar } from '../../api/plant.ts';
import { Preview } from './preview.tsx';

interface CalendarConflictProps {
  readonly theirs: Calendar;
  readonly mine: Calendar;
  readonly onTheirs: () => void;
  readonly onMine: () => void;
}

export function CalendarConflict({ theirs, mine, onTheirs, onMine }: CalendarConflictProps) {
  const { t } = useTranslation('admin');
  return (
    <Modal
      opened
      onClose={onTheirs}
      closeOnClickOutside={false}
      title={t('conflict.title')}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
      transitionProps={{ duration: 0 }}
      size="xl"
    >
      <div className="admin-form" role="alert">
        <p>{t('conflict.text')}</p>
        <div className="admin-columns">
          <div>
            <h3>{t('conflict.theirs')}</h3>
            <Preview calendar={theirs} />
          </div>
          <div>
            <h3>{t('conflict.mine')}</h3>
            <Preview calendar={mine} />
          </div>
        </div>
        <div className="admin-form-end">
          <button type="button" className="tool-button" onClick={onMine}>
            {t('calendars.keep')}
          </button>
          <Button onClick={onTheirs}>{t('calendars.theirs')}</Button>
        </div>
      </div>
    </Modal>
  );
}
