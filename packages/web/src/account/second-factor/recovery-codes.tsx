/** The recovery codes, shown this once: copied, saved, printed. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../log/detail/copy-button.tsx';
import { saveText } from '../../shell/save-text.ts';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onStored: () => void;
}

export function RecoveryCodes({ codes, onStored }: RecoveryCodesProps) {
  const { t } = useTranslation('account');
  const text = codes.join('\n');
  return (
    <div className="admin-form">
      <p>{t('secondFactor.codesText')}</p>
      <ul className="account-codes" aria-label={t('secondFactor.codesTitle')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="admin-actions">
        <CopyButton text={text} label={t('secondFactor.copy')} className="tool-button" />
        <button
          type="button"
          className="tool-button"
          onClick={() => saveText('mantinel-recovery-codes.txt', `${text}\n`)}
        >
          {t('secondFactor.download')}
        </button>
        <button type="button" className="tool-button" onClick={() => print()}>
          {t('secondFactor.print')}
        </button>
      </div>
      <div className="admin-form-end">
        <Button onClick={onStored}>{t('secondFactor.stored')}</Button>
      </div>
    </div>
  );
}
