/** Gives a role at a place; where that may not be, it says why before anybody tries. */
import { Button, NativeSelect } from '@mantine/core';
import type { GrantView, PersonView } from '@mantinel/contract';
import { type PlaceId, type Role, roles } from '@mantinel/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { giveRole } from '../../api/people.ts';
import { ReasonInput } from '../frame/dialog/reason-input.tsx';
import { FailureOrProof } from '../frame/failure-or-proof.tsx';
import type { Rights } from '../frame/rights.ts';
import { pathName, placeOptions } from '../plant/place-order.ts';
import { whyNotGive } from './why-not-give.ts';

interface GiveRoleFormProps {
  readonly person: PersonView;
  readonly held: readonly GrantView[];
  readonly rights: Rights;
}

export function GiveRoleForm({ person, held, rights }: GiveRoleFormProps) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const { tree, own, session, places } = rights;
  const [role, setRole] = useState<Role>('operator');
  const [place, setPlace] = useState<PlaceId>(person.place);
  const [reason, setReason] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => giveRole({ person: person.id, role, place }, reason),
    onSuccess: () => {
      setReason('');
      void queries.invalidateQueries({ queryKey: ['grants', person.id] });
    },
  });
  const against = whyNotGive(
    { tree, own, giver: session.person?.id, held },
    { person: person.id, role, place },
  );
  const named = { role: t(`role.${role}`), place: pathName(places, place), name: person.name };
  return (
    <form
      className="admin-box admin-fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (!against) mutate();
      }}
    >
      <h3>{t('grants.giveTitle')}</h3>
      <NativeSelect
        label={t('grants.role')}
        value={role}
        data={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={(event) => setRole(event.currentTarget.value as Role)}
      />
      <NativeSelect
        label={t('grants.place')}
        description={t('grants.holds')}
        value={place}
        data={placeOptions(places)}
        onChange={(event) => setPlace(event.currentTarget.value as PlaceId)}
      />
      <ReasonInput value={reason} onChange={setReason} />
      <div className="admin-form-end">
        {against && (
          <p role="status" className="admin-against">
            {against.why === 'role'
              ? t('whyNot.role', {
                  ...named,
                  givers: against.givers.map((giver) => t(`role.${giver}`)).join(', '),
                })
              : t(`whyNot.${against.why}`, named)}
          </p>
        )}
        <Button type="submit" loading={isPending} disabled={against !== undefined}>
          {t('grants.give')}
        </Button>
      </div>
      {error && <FailureOrProof error={error} retry={() => mutate()} />}
    </form>
  );
}
