/** One account: its state, its roles, what it may do where, and how it signs in. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getPerson } from '../../api/people.ts';
import { timeText } from '../../log/view/time-text.ts';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useGrantsOf, useRights } from '../frame/rights.ts';
import { pathName } from '../plant/place-order.ts';
import { AccountState } from './account-state.tsx';
import { BadgesOfPerson, PasskeysOfPerson, PinOfPerson } from './floor-of-person.tsx';
import { GiveRoleForm } from './give-role-form.tsx';
import { GrantList } from './grant-list.tsx';
import { IdentitiesOfPerson } from './identities-of-person.tsx';
import { PersonDialog, type PersonTask } from './person-dialog.tsx';
import { RightsOfPerson } from './rights-of-person.tsx';
import { SecondFactorOfPerson, SessionsOfPerson, TokensOfPerson } from './sign-in-of-person.tsx';

export function PersonPage({ id }: { id: string }) {
  const { t } = useTranslation('admin');
  const rights = useRights();
  const query = useQuery({ queryKey: ['person', id], queryFn: ({ signal }) => getPerson(id, signal) });
  const grants = useGrantsOf(id, rights.anywhere('grant.read'));
  const [task, setTask] = useState<PersonTask>();
  const person = query.data;
  // What is left of an erased person stands for what they did: there is nothing to change.
  const mayEdit = person !== undefined && !person.erased && rights.at('person.edit', person.place);
  return (
    <>
      <PageHead
        within="people"
        title={person?.name ?? '…'}
        actions={
          mayEdit &&
          (['edit', 'newLink', person.disabledUs === undefined ? 'disable' : 'enable', 'erase'] as const).map(
            (kind) => (
              <button
                key={kind}
                type="button"
                className="tool-button"
                onClick={() => setTask({ kind, person })}
              >
                {t(`people.${kind}`)}
              </button>
            ),
          )
        }
      />
      <Loaded query={query}>
        {(shown) => (
          <dl className="admin-facts">
            <dt>{t('people.state')}</dt>
            <dd>
              <AccountState person={shown} />
            </dd>
            <dt>{t('people.place')}</dt>
            <dd>{pathName(rights.places, shown.place)}</dd>
            <dt>{t('people.created')}</dt>
            <dd>{timeText(shown.createdUs).slice(0, 16)}</dd>
          </dl>
        )}
      </Loaded>
      {person && !person.erased && rights.anywhere('grant.read') && (
        <Loaded query={grants}>
          {(held) => (
            <>
              <section>
                <h2>{t('grants.title')}</h2>
                <GrantList person={person} grants={held} rights={rights} />
                {rights.anywhere('grant.edit') && (
                  <GiveRoleForm person={person} held={held} rights={rights} />
                )}
              </section>
              <section>
                <h2>{t('rights.title', { name: person.name })}</h2>
                <RightsOfPerson person={person} grants={held} rights={rights} />
              </section>
            </>
          )}
        </Loaded>
      )}
      {person && !person.erased && rights.at('token.read', person.place) && (
        <TokensOfPerson person={person} rights={rights} grants={grants.data} />
      )}
      {person && !person.erased && rights.at('session.read', person.place) && (
        <SessionsOfPerson person={person} rights={rights} />
      )}
      {person && !person.erased && <IdentitiesOfPerson person={person} mayEdit={mayEdit} />}
      {mayEdit && (
        <>
          <SecondFactorOfPerson person={person} />
          <PasskeysOfPerson person={person} />
          <BadgesOfPerson person={person} />
          <PinOfPerson person={person} />
        </>
      )}
      {task && <PersonDialog task={task} rights={rights} onClose={() => setTask(undefined)} />}
    </>
  );
}
