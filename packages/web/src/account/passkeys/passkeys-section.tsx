/** One's own passkeys: made, named and removed here. */
import { Button } from '@mantine/core';
import type { PasskeyView } from '@mantinel/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../admin/frame/dialog/confirm-dialog.tsx';
import { Loaded } from '../../admin/frame/loaded.tsx';
import {
  addPasskey,
  getPasskeys,
  passkeyObstacle,
  removePasskey,
  renamePasskey,
} from '../../api/passkeys.ts';
import { PasskeyObstacle } from '../../shell/proof/passkey-button.tsx';
import { SectionFrame } from '../section-frame.tsx';
import { NameDialog } from './name-dialog.tsx';
import { PasskeyTable } from './passkey-table.tsx';

type Doing = 'add' | { readonly kind: 'rename' | 'remove'; readonly passkey: PasskeyView };

export function PasskeysSection() {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const query = useQuery({ queryKey: ['passkeys'], queryFn: ({ signal }) => getPasskeys(signal) });
  const [doing, setDoing] = useState<Doing>();
  const renew = () => void queries.invalidateQueries({ queryKey: ['passkeys'] });
  const close = () => setDoing(undefined);
  return (
    <SectionFrame
      title={t('passkeys.title')}
      hint={t('passkeys.hint')}
      actions={
        passkeyObstacle() === undefined && (
          <Button onClick={() => setDoing('add')}>{t('passkeys.add')}</Button>
        )
      }
    >
      <PasskeyObstacle />
      <Loaded query={query}>
        {(passkeys) => (
          <PasskeyTable
            passkeys={passkeys}
            actions={(passkey) => (
              <div className="admin-actions">
                {(['rename', 'remove'] as const).map((kind) => (
                  <button
                    key={kind}
                    type="button"
                    className="tool-button"
                    onClick={() => setDoing({ kind, passkey })}
                  >
                    {t(`passkeys.${kind}`)}
                  </button>
                ))}
              </div>
            )}
          />
        )}
      </Loaded>
      {doing === 'add' && (
        <NameDialog
          title={t('passkeys.add')}
          hint={t('passkeys.addText')}
          submit={t('passkeys.create')}
          initial=""
          save={addPasskey}
          onDone={renew}
          onClose={close}
        />
      )}
      {typeof doing === 'object' && doing.kind === 'rename' && (
        <NameDialog
          title={t('passkeys.renameTitle', { name: doing.passkey.name })}
          submit={t('passkeys.rename')}
          initial={doing.passkey.name}
          save={(name) => renamePasskey(doing.passkey.id, name)}
          onDone={renew}
          onClose={close}
        />
      )}
      {typeof doing === 'object' && doing.kind === 'remove' && (
        <ConfirmDialog
          deed={t('passkeys.removeTitle', { name: doing.passkey.name })}
          consequence={t('passkeys.removeText')}
          act={() => removePasskey(doing.passkey.id)}
          withoutReason
          onDone={renew}
          onClose={close}
        />
      )}
    </SectionFrame>
  );
}
