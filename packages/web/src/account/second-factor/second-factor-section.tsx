/** Whether signing in asks for a code as well: setting that up, and switching it off. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../admin/frame/dialog/confirm-dialog.tsx';
import { Loaded } from '../../admin/frame/loaded.tsx';
import { getSecondFactor, removeSecondFactor } from '../../api/account.ts';
import { SectionFrame } from '../section-frame.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';

/** So few that the next lost phone may lock its owner out. */
const fewCodes = 3;

export function SecondFactorSection() {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['second-factor'],
    queryFn: ({ signal }) => getSecondFactor(undefined, signal),
  });
  const [doing, setDoing] = useState<'setUp' | 'switchOff'>();
  const close = () => {
    setDoing(undefined);
    void queries.invalidateQueries({ queryKey: ['second-factor'] });
  };
  return (
    <SectionFrame title={t('secondFactor.title')}>
      <Loaded query={query}>
        {({ on, recoveryCodesLeft }) => (
          <div className="account-form">
            <p>
              {t(on ? 'secondFactor.on' : 'secondFactor.off')}{' '}
              {on && t('secondFactor.left', { count: recoveryCodesLeft })}{' '}
              {on && recoveryCodesLeft < fewCodes && <strong>{t('secondFactor.few')}</strong>}
            </p>
            <div>
              {on ? (
                <button type="button" className="tool-button" onClick={() => setDoing('switchOff')}>
                  {t('secondFactor.switchOff')}
                </button>
              ) : (
                <Button onClick={() => setDoing('setUp')}>{t('secondFactor.setUp')}</Button>
              )}
            </div>
          </div>
        )}
      </Loaded>
      {doing === 'setUp' && <EnrolDialog onClose={close} />}
      {doing === 'switchOff' && (
        <ConfirmDialog
          deed={t('secondFactor.switchOffTitle')}
          consequence={t('secondFactor.switchOffText')}
          act={() => removeSecondFactor()}
          withoutReason
          onDone={close}
          onClose={close}
        />
      )}
    </SectionFrame>
  );
}
