/** Adds a folder, or changes how a source is looked after. */
import type { HarvestSourceView } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EditDialog } from '../../admin/frame/dialog/edit-dialog.tsx';
import type { Rights } from '../../admin/frame/rights.ts';
import type { Field, Values, Versioned } from '../../admin/frame/values.ts';
import { placeOptions } from '../../admin/plant/place-order.ts';
import { addSource, beginHarvest, changeSource, getSource } from '../../api/harvest.ts';

interface SourceDialogProps {
  readonly rights: Rights;
  /** The one to change; a new folder when left out. */
  readonly source?: HarvestSourceView;
  readonly onClose: () => void;
}

/** Watched, looked at when somebody asks for it, or not at all. */
const careOf = ({ watched, paused }: Pick<HarvestSourceView, 'watched' | 'paused'>) =>
  paused ? 'paused' : watched ? 'watched' : 'asked';

const asVersioned = (source: HarvestSourceView): Versioned => ({
  version: source.version,
  values: { care: careOf(source), licence: source.licence ?? '' },
});
const licenceOf = ({ licence = '' }: Values) => (licence.trim() === '' ? undefined : licence.trim());

export function SourceDialog({ rights, source, onClose }: SourceDialogProps) {
  const { t } = useTranslation('harvest');
  const { t: admin } = useTranslation('admin');
  const queries = useQueryClient();
  const renew = () => {
    for (const key of ['harvest-sources', 'harvests']) void queries.invalidateQueries({ queryKey: [key] });
  };
  const care = (values: readonly ('watched' | 'asked' | 'paused')[]): Field => ({
    name: 'care',
    label: t('care.label'),
    hint: t('care.hint'),
    options: values.map((value) => ({ value, label: t(`care.${value}`) })),
  });
  const licence: Field = {
    name: 'licence',
    label: t('licence'),
    hint: t('licenceHint'),
    optional: true,
    maxLength: 120,
    check: (value) => (/^[\w.+() -]+$/.test(value) ? undefined : t('licenceBad')),
  };
  if (source) {
    const cares =
      source.kind === 'upload' ? (['watched', 'paused'] as const) : (['watched', 'asked', 'paused'] as const);
    return (
      <EditDialog
        title={t('changeTitle', { location: source.location })}
        submit={admin('frame.save')}
        fields={[care(cares), licence]}
        initial={asVersioned(source)}
        current={async () => asVersioned(await getSource(source.id))}
        save={(values, by) =>
          changeSource(
            source.id,
            {
              watched: values.care === 'watched' || source.kind === 'upload',
              paused: values.care === 'paused',
              licence: licenceOf(values),
            },
            by,
          )
        }
        onSaved={renew}
        onClose={onClose}
      />
    );
  }
  const options = placeOptions(
    rights.places,
    rights.places.filter(({ id, level }) => level !== 'machine' && rights.at('program.edit', id)),
  );
  const site = rights.places.find(({ id, level }) => level === 'site' && rights.at('program.edit', id));
  return (
    <EditDialog
      title={t('addFolder')}
      submit={t('addAndHarvest')}
      fields={[
        { name: 'location', label: t('folder'), hint: t('folderHint'), maxLength: 1000 },
        care(['asked', 'watched']),
        { name: 'place', label: t('place'), hint: t('placeHint'), options },
        licence,
      ]}
      initial={{ version: 0, values: { care: 'watched', place: site?.id ?? options[0]?.value ?? '' } }}
      save={async ({ location = '', place, ...values }, { reason }) => {
        const added = await addSource(
          {
            place: place as PlaceId,
            kind: 'folder',
            location,
            watched: values.care === 'watched',
            licence: licenceOf(values),
          },
          reason,
        );
        // One that is watched is begun by itself.
        if (!added.watched) await beginHarvest(added.id);
        return added;
      }}
      onSaved={renew}
      onClose={onClose}
    />
  );
}
