/** Adding, renaming, moving and removing a place, and connecting a machine. */
import { Modal } from '@mantine/core';
import type { PlaceView } from '@mantinel/contract';
import { type PlaceId, type PlaceLevel, placeId } from '@mantinel/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addPlace, changePlace, getPlace, removePlace } from '../../api/plant.ts';
import { ConnectForm } from '../../entry/connect-form.tsx';
import { isMachineId, machineIdFrom } from '../../entry/machine-id.ts';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import { EditDialog } from '../frame/dialog/edit-dialog.tsx';
import type { Rights } from '../frame/rights.ts';
import type { Field, Versioned } from '../frame/values.ts';
import { MachineDialog, type MachineTask } from './machine-dialog.tsx';
import { placeOptions, possibleParents } from './place-order.ts';

export type PlaceTask =
  | {
      readonly kind: 'add';
      readonly level: Exclude<PlaceLevel, 'enterprise' | 'machine'>;
      readonly parent: PlaceView;
    }
  | { readonly kind: 'rename' | 'move' | 'remove'; readonly place: PlaceView }
  | { readonly kind: 'connect' }
  | MachineTask;

interface PlaceDialogProps {
  readonly task: PlaceTask;
  readonly rights: Rights;
  readonly onClose: () => void;
}

const asVersioned = ({ name, parent, version }: PlaceView): Versioned => ({
  version,
  values: { name, parent: parent ?? '' },
});

export function PlaceDialog({ task, rights, onClose }: PlaceDialogProps) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const renew = () => void queries.invalidateQueries({ queryKey: ['places'] });
  const close = () => {
    // Also after a conflict: what others did is to be seen.
    renew();
    onClose();
  };
  const nameField: Field = { name: 'name', label: t('plant.name') };

  switch (task.kind) {
    case 'add': {
      const { level, parent } = task;
      return (
        <EditDialog
          title={t(`plant.addIn.${level}`, { parent: parent.name })}
          submit={t('frame.add')}
          fields={[
            nameField,
            {
              name: 'id',
              label: t('plant.shortName'),
              hint: t('plant.shortNameHint'),
              maxLength: 63,
              proposed: ({ name = '' }) => machineIdFrom(`${withoutMarks(name)}.`),
              check: (value) => (isMachineId(value) ? undefined : t('plant.shortNameBad')),
            },
          ]}
          initial={{ version: 0, values: {} }}
          save={({ id = '', name = '' }, { reason }) =>
            addPlace({ id: placeId(level, id), name, parent: parent.id }, reason)
          }
          onSaved={renew}
          onClose={onClose}
        />
      );
    }
    case 'rename':
      return (
        <EditDialog
          title={t('plant.renameTitle', { name: task.place.name })}
          submit={t('frame.save')}
          fields={[nameField]}
          initial={asVersioned(task.place)}
          current={async () => asVersioned(await getPlace(task.place.id))}
          save={({ name = '' }, by) => changePlace(task.place.id, { name }, by)}
          onClose={close}
        />
      );
    case 'move': {
      const { place } = task;
      const offered = possibleParents(rights.tree, rights.places, place.id).filter(({ id }) =>
        rights.at('place.edit', id),
      );
      return (
        <EditDialog
          title={t('plant.moveTitle', { name: place.name })}
          submit={t('plant.move')}
          fields={[
            {
              name: 'parent',
              label: t('plant.newParent'),
              hint: t('plant.newParentHint'),
              options: placeOptions(rights.places, offered),
            },
          ]}
          initial={asVersioned(place)}
          current={async () => asVersioned(await getPlace(place.id))}
          save={({ parent }, by) => changePlace(place.id, { parent: parent as PlaceId }, by)}
          onClose={close}
        />
      );
    }
    case 'remove':
      return (
        <ConfirmDialog
          deed={t('plant.removeTitle', { level: t(`level.${task.place.level}`), name: task.place.name })}
          consequence={t('plant.removeText')}
          act={(reason) => removePlace(task.place.id, { version: task.place.version, reason })}
          onDone={renew}
          onClose={close}
        />
      );
    case 'connection':
    case 'pause':
    case 'resume':
    case 'drop':
      return <MachineDialog task={task} onClose={close} />;
    case 'connect':
      return (
        <Modal
          opened
          onClose={onClose}
          title={t('plant.connect')}
          closeButtonProps={{ 'aria-label': t('frame.close') }}
          transitionProps={{ duration: 0 }}
        >
          <div className="admin-connect">
            <ConnectForm
              onConnected={() => {
                void queries.invalidateQueries({ queryKey: ['machines'] });
                close();
              }}
            />
          </div>
        </Modal>
      );
  }
}

/** "Süd" proposes `sud`. */
const withoutMarks = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');
