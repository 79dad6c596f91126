/** Accounts by name, page after page, and a new one. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Route, Switch } from 'wouter';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { MoreButton } from '../frame/more-button.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { pathName } from '../plant/place-order.ts';
import { AccountState } from './account-state.tsx';
import { CreatePersonDialog } from './create-person-dialog.tsx';
import { PersonPage } from './person-page.tsx';
import { usePeople } from './use-people.ts';

export function PeoplePage() {
  return (
    <Switch>
      <Route path="/admin/people/:id">{({ id }) => <PersonPage id={id} />}</Route>
      <Route>
        <PeopleList />
      </Route>
    </Switch>
  );
}

function PeopleList() {
  const { t } = useTranslation('admin');
  const rights = useRights();
  const query = usePeople();
  const { data, error, refetch } = query;
  const [creating, setCreating] = useState(false);
  const people = data?.pages.flatMap((page) => page.people);
  return (
    <>
      <PageHead
        page="people"
        title={t('pages.people.title')}
        hint={t('pages.people.hint')}
        actions={
          rights.anywhere('person.edit') && (
            <Button onClick={() => setCreating(true)}>{t('people.create')}</Button>
          )
        }
      />
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {people === undefined && !error && <p className="quiet">{t('frame.loading')}</p>}
      {people?.length === 0 && <p className="admin-empty">{t('people.none')}</p>}
      {people && people.length > 0 && (
        <div className="admin-table-frame">
          <table className="admin-table">
            <thead>
              <tr>
                <th>{t('people.name')}</th>
                <th>{t('people.place')}</th>
                <th>{t('people.state')}</th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr key={person.id}>
                  <th scope="row">
                    <Link href={`/admin/people/${encodeURIComponent(person.id)}`} className="admin-row-link">
                      {person.name}
                    </Link>
                  </th>
                  <td>{pathName(rights.places, person.place)}</td>
                  <td>
                    <AccountState person={person} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <MoreButton query={query} />
      {creating && <CreatePersonDialog rights={rights} onClose={() => setCreating(false)} />}
    </>
  );
}
