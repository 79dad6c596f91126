/** A new account, and then the link by which its person chooses a password. */
import type { PasswordLink, PersonView } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { createPerson, makePasswordLink } from '../../api/people.ts';
import { EditDialog } from '../frame/dialog/edit-dialog.tsx';
import type { Rights } from '../frame/rights.ts';
import { placeOptions } from '../plant/place-order.ts';
import { PasswordLinkDialog } from './password-link-dialog.tsx';

interface Created {
  readonly person: PersonView;
  /** Absent where the account was made and its link was not. */
  readonly link: PasswordLink | undefined;
  readonly failure?: Error;
}

export function CreatePersonDialog({ rights, onClose }: { rights: Rights; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [created, setCreated] = useState<Created>();
  if (created)
    return (
      <PasswordLinkDialog
        person={created.person}
        link={created.link}
        failure={created.failure}
        retry={() => void linkOf(created.person).then(setCreated)}
        onClose={() => navigate(`/admin/people/${encodeURIComponent(created.person.id)}`)}
      />
    );
  const offered = rights.places.filter(({ id }) => rights.at('person.edit', id));
  const options = placeOptions(rights.places, offered);
  return (
    <EditDialog
      title={t('people.create')}
      submit={t('people.create')}
      fields={[
        { name: 'name', label: t('people.name'), hint: t('people.nameHint') },
        { name: 'place', label: t('people.place'), hint: t('people.placeHint'), options },
      ]}
      initial={{ version: 0, values: { place: options.length === 1 ? options[0]!.value : '' } }}
      save={async ({ name = '', place }, { reason }) =>
        linkOf(await createPerson({ name, place: place as PlaceId }, reason))
      }
      onSaved={(saved) => {
        void queries.invalidateQueries({ queryKey: ['people'] });
        setCreated(saved);
      }}
      onClose={onClose}
      staysOpen
    />
  );
}

/** Of an account that is there: what goes wrong with its link does not undo it. */
async function linkOf(person: PersonView): Promise<Created> {
  try {
    return { person, link: await makePasswordLink(person.id) };
  } catch (failure) {
    return { person, link: undefined, failure: failure as Error };
  }
}
