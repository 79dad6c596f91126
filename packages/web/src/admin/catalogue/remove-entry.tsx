/** Before an explanation goes. */
import type { EntryView } from '@mantinel/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { removeEntry } from '../../api/catalogue.ts';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';

export function RemoveEntry({ entry, onClose }: { entry: EntryView; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const { id, code, version } = entry;
  return (
    <ConfirmDialog
      deed={t('catalogue.removeDeed', { code })}
      consequence={t('catalogue.removeText')}
      act={(reason) => removeEntry(id, { version, reason })}
      onDone={() => void queries.invalidateQueries({ queryKey: ['catalogue'] })}
      onClose={onClose}
    />
  );
}
