/** Brings in a machine builder's list of alarms: what its table leaves out is said here once. */
import { Modal, NativeSelect, TextInput } from '@mantine/core';
import type { PlaceId } from '@mantinel/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListOptions } from '../../api/data.ts';
import { languages } from '../../shell/language/languages.ts';
import { ImportFile } from '../data/import-file.tsx';
import type { Rights } from '../frame/rights.ts';
import { placeOptions } from '../plant/place-order.ts';

export function ImportList({ rights, onClose }: { rights: Rights; onClose: () => void }) {
  const { t, i18n } = useTranslation('admin');
  const offered = rights.places.filter(
    ({ id }) => rights.at('catalogue.edit', id) && rights.at('data.import', id),
  );
  const options = placeOptions(rights.places, offered);
  const [list, setList] = useState<ListOptions>({
    place: options[0]?.value ?? ('' as PlaceId),
    model: '',
    controller: '',
    language: i18n.language as ListOptions['language'],
  });
  const set = (change: Partial<ListOptions>) => setList({ ...list, ...change });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('catalogue.importList')}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
      transitionProps={{ duration: 0 }}
      size="xl"
    >
      <div className="admin-form">
        <p>{t('catalogue.importText')}</p>
        <NativeSelect
          label={t('catalogue.where')}
          description={t('catalogue.whereHint')}
          data={options}
          value={list.place}
          onChange={(event) => set({ place: event.currentTarget.value as PlaceId })}
        />
        <TextInput
          label={t('catalogue.model')}
          description={t('catalogue.modelHint')}
          maxLength={120}
          value={list.model}
          onChange={(event) => set({ model: event.currentTarget.value })}
        />
        <TextInput
          label={t('catalogue.controller')}
          description={t('catalogue.controllerHint')}
          maxLength={40}
          value={list.controller}
          onChange={(event) => set({ controller: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('catalogue.language')}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          value={list.language}
          onChange={(event) => set({ language: event.currentTarget.value as ListOptions['language'] })}
        />
      </div>
      {/* What a file would become depends on all of it: a change begins the preview anew. */}
      <ImportFile key={JSON.stringify(list)} list={list} />
    </Modal>
  );
}
