/** Renaming, moving, disabling and enabling an account, and a new password link. */
import type { PasswordLink, PersonView } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePerson, erasePerson, getPerson, makePasswordLink } from '../../api/people.ts';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import { EditDialog } from '../frame/dialog/edit-dialog.tsx';
import type { Rights } from '../frame/rights.ts';
import type { Versioned } from '../frame/values.ts';
import { placeOptions } from '../plant/place-order.ts';
import { PasswordLinkDialog } from './password-link-dialog.tsx';

export interface PersonTask {
  readonly kind: 'edit' | 'newLink' | 'disable' | 'enable' | 'erase';
  readonly person: PersonView;
}

interface PersonDialogProps {
  readonly task: PersonTask;
  readonly rights: Rights;
  readonly onClose: () => void;
}

const asVersioned = ({ name, place, version }: PersonView): Versioned => ({
  version,
  values: { name, place },
});

export function PersonDialog({ task: { kind, person }, rights, onClose }: PersonDialogProps) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const [link, setLink] = useState<PasswordLink>();
  const { id, name, version } = person;
  const renew = () => {
    void queries.invalidateQueries({ queryKey: ['people'] });
    void queries.invalidateQueries({ queryKey: ['person', id] });
  };
  const close = () => {
    renew();
    onClose();
  };
  if (link) return <PasswordLinkDialog person={person} link={link} onClose={close} />;
  switch (kind) {
    case 'edit': {
      const offered = rights.places.filter(
        (place) => place.id === person.place || rights.at('person.edit', place.id),
      );
      return (
        <EditDialog
          title={t('people.editTitle', { name })}
          submit={t('frame.save')}
          fields={[
            { name: 'name', label: t('people.name'), hint: t('people.nameHint') },
            {
              name: 'place',
              label: t('people.place'),
              hint: t('people.placeHint'),
              options: placeOptions(rights.places, offered),
            },
          ]}
          initial={asVersioned(person)}
          current={async () => asVersioned(await getPerson(id))}
          save={(values, by) =>
            changePerson(id, { name: values.name ?? '', place: values.place as PlaceId }, by)
          }
          onClose={close}
        />
      );
    }
    case 'newLink':
      return (
        <ConfirmDialog
          deed={t('people.newLinkFor', { name })}
          consequence={t('people.newLinkText')}
          act={async (reason) => setLink(await makePasswordLink(id, reason))}
          onDone={renew}
          onClose={onClose}
          harmless
          staysOpen
        />
      );
    case 'erase':
      return (
        <ConfirmDialog
          deed={t('people.eraseTitle', { name })}
          consequence={t('people.eraseText')}
          act={(reason) => erasePerson(id, { version, reason })}
          onDone={renew}
          onClose={close}
        />
      );
    case 'disable':
    case 'enable':
      return (
        <ConfirmDialog
          deed={t(`people.${kind}Title`, { name })}
          consequence={t(`people.${kind}Text`)}
          act={(reason) => changePerson(id, { disabled: kind === 'disable' }, { version, reason })}
          onDone={renew}
          onClose={close}
          harmless={kind === 'enable'}
        />
      );
  }
}
