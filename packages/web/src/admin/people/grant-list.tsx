/** The roles somebody holds, each taken by naming it. */
import type { GrantView, PersonView } from '@mantinel/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeRole } from '../../api/people.ts';
import { timeText } from '../../log/view/time-text.ts';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import type { Rights } from '../frame/rights.ts';
import { RowTable } from '../frame/table/row-table.tsx';
import { pathName } from '../plant/place-order.ts';
import { whyNotGive } from './why-not-give.ts';

interface GrantListProps {
  readonly person: PersonView;
  readonly grants: readonly GrantView[];
  readonly rights: Rights;
}

export function GrantList({ person, grants, rights }: GrantListProps) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const [taken, setTaken] = useState<GrantView>();
  const { tree, own, session, places } = rights;
  const mayTake = (grant: GrantView) =>
    rights.anywhere('grant.edit') &&
    // What may be given may be taken.
    whyNotGive({ tree, own, giver: session.person?.id, held: [] }, grant) === undefined;
  return (
    <>
      <RowTable
        rows={grants}
        none={t('grants.none')}
        columns={[
          {
            head: t('grants.role'),
            cell: ({ role, fromProvider }) => (
              <>
                {t(`role.${role}`)}
                {fromProvider && <span className="account-note">{t('grants.fromProvider')}</span>}
              </>
            ),
          },
          { head: t('grants.place'), cell: ({ place }) => pathName(places, place) },
          {
            head: t('grants.given'),
            wide: true,
            cell: ({ grantedUs }) => timeText(grantedUs).slice(0, 16),
          },
        ]}
        action={(grant) =>
          mayTake(grant) && (
            <button type="button" className="tool-button" onClick={() => setTaken(grant)}>
              {t('grants.take')}
            </button>
          )
        }
      />
      {taken && (
        <ConfirmDialog
          deed={t('grants.takeTitle', {
            role: t(`role.${taken.role}`),
            place: pathName(places, taken.place),
          })}
          consequence={t(taken.fromProvider ? 'grants.takeProviderText' : 'grants.takeText', {
            name: person.name,
          })}
          act={(reason) => takeRole(taken.id, reason)}
          onDone={() => void queries.invalidateQueries({ queryKey: ['grants', person.id] })}
          onClose={() => setTaken(undefined)}
        />
      )}
    </>
  );
}
