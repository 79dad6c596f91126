/** Accounts by name, page after page, and a new one. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Route, Switch } from 'wouter';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { PagedTable } from '../frame/table/paged-table.tsx';
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
  const [creating, setCreating] = useState(false);
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
      <PagedTable
        query={query}
        rowsOf={(page) => page.people}
        none={t('people.none')}
        columns={[
          {
            head: t('people.name'),
            cell: ({ id, name }) => (
              <Link href={`/admin/people/${encodeURIComponent(id)}`} className="admin-row-link">
                {name}
              </Link>
            ),
          },
          { head: t('people.place'), cell: ({ place }) => pathName(rights.places, place) },
          { head: t('people.state'), cell: (person) => <AccountState person={person} /> },
        ]}
      />
      {creating && <CreatePersonDialog rights={rights} onClose={() => setCreating(false)} />}
    </>
  );
}
