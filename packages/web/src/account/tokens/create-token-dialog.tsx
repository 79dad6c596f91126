/** A new token, of oneself or of a display or edge node that one manages; then the token itself, shown this once. */
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import type { CreatedToken, Permission } from '@mantinel/contract';
import type { PlaceId, RoleGrant } from '@mantinel/domain';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonInput } from '../../admin/frame/dialog/reason-input.tsx';
import { SecretDialog } from '../../admin/frame/dialog/secret-dialog.tsx';
import { FailureOrProof } from '../../admin/frame/failure-or-proof.tsx';
import type { Rights } from '../../admin/frame/rights.ts';
import { placeOptions } from '../../admin/plant/place-order.ts';
import { createToken } from '../../api/account.ts';
import { timeText } from '../../log/view/time-text.ts';
import { curlExample } from './curl-example.ts';
import { offeredPermissions, permissionsOf, type ScopeKind } from './offered-permissions.ts';
import { ScopeChoice } from './scope-choice.tsx';

interface CreateTokenDialogProps {
  readonly title: string;
  /** Absent for one's own. */
  readonly person?: string;
  /** Of the owner; undefined where they cannot be seen. */
  readonly grants: readonly RoleGrant[] | undefined;
  readonly rights: Rights;
  readonly onMade: () => void;
  readonly onClose: () => void;
}

const spans = [7, 30, 90, 365] as const;

export function CreateTokenDialog(props: CreateTokenDialogProps) {
  const { title, person, grants, rights, onMade, onClose } = props;
  const { t } = useTranslation('account');
  const { t: admin } = useTranslation('admin');
  const { places, tree, session } = rights;
  const options = placeOptions(places);
  const [name, setName] = useState('');
  const [place, setPlace] = useState<PlaceId | undefined>(grants?.[0]?.place ?? options[0]?.value);
  const [kind, setKind] = useState<ScopeKind>(person === undefined ? 'looks' : 'everything');
  const [chosen, setChosen] = useState<ReadonlySet<Permission>>(new Set());
  const [days, setDays] = useState(90);
  const [reason, setReason] = useState('');
  const offered = place ? offeredPermissions({ tree, grants, anywhere: session.permissions }, place) : [];
  const permissions = permissionsOf(kind, { offered, chosen });
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => createToken(person, { name, permissions, place: place!, days }, reason),
    onSuccess: onMade,
  });
  if (data) return <MadeToken token={data} onClose={onClose} />;
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': admin('frame.close') }}
      transitionProps={{ duration: 0 }}
      size="lg"
    >
      <form
        className="admin-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (permissions.length > 0) mutate();
        }}
      >
        <TextInput
          label={t('tokens.name')}
          description={t('tokens.nameHint')}
          maxLength={80}
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('tokens.place')}
          description={t('tokens.placeHint')}
          value={place ?? ''}
          data={options}
          onChange={(event) => setPlace(event.currentTarget.value as PlaceId)}
        />
        <ScopeChoice
          offered={offered}
          kind={kind}
          chosen={chosen}
          onChange={(nextKind, nextChosen) => {
            setKind(nextKind);
            setChosen(nextChosen);
          }}
        />
        <NativeSelect
          label={t('tokens.days')}
          value={String(days)}
          data={spans.map((count) => ({
            value: String(count),
            label: t('tokens.daysOption', { count, date: dayAfter(count) }),
          }))}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
        />
        {person !== undefined && <ReasonInput value={reason} onChange={setReason} />}
        {error && <FailureOrProof error={error} retry={() => mutate()} />}
        <div className="admin-form-end">
          <button type="button" className="tool-button" onClick={onClose}>
            {admin('frame.cancel')}
          </button>
          <Button type="submit" loading={isPending} disabled={permissions.length === 0}>
            {t('tokens.create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function MadeToken({ token: { name, secret }, onClose }: { token: CreatedToken; onClose: () => void }) {
  const { t } = useTranslation('account');
  return (
    <SecretDialog
      title={t('tokens.madeTitle', { name })}
      text={t('tokens.madeText')}
      secret={secret}
      copy={t('tokens.copy')}
      done={t('tokens.done')}
      onClose={onClose}
    >
      <details>
        <summary>{t('tokens.example')}</summary>
        <pre className="account-example">
          <code>{curlExample(secret)}</code>
        </pre>
      </details>
    </SecretDialog>
  );
}

const dayUs = 24 * 3_600_000_000;
const dayAfter = (days: number): string => timeText(Date.now() * 1000 + days * dayUs).slice(0, 10);
