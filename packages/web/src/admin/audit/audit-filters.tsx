/** Narrows the audit trail by person, place, deed and time. */
import { NativeSelect, TextInput } from '@mantine/core';
import type { PersonView, PlaceView } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { useTranslation } from 'react-i18next';
import { placeOptions } from '../plant/place-order.ts';
import { type AuditFilter, auditCodes, reading } from './audit-filter.ts';

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  readonly people: readonly PersonView[];
  readonly places: readonly PlaceView[];
  readonly onChange: (filter: AuditFilter) => void;
}

export function AuditFilters({ filter, people, places, onChange }: AuditFiltersProps) {
  const { t } = useTranslation('admin');
  const { t: general } = useTranslation();
  const set = (change: Partial<AuditFilter>) => onChange({ ...filter, ...change });
  return (
    <div className="admin-box admin-fields admin-filter-row admin-above">
      <NativeSelect
        label={t('audit.person')}
        value={filter.person}
        data={[
          { value: '', label: t('audit.anybody') },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => set({ person: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('audit.place')}
        value={filter.place}
        data={[{ value: '', label: t('audit.anywhere') }, ...placeOptions(places)]}
        onChange={(event) => set({ place: event.currentTarget.value as PlaceId | '' })}
      />
      <NativeSelect
        label={t('audit.code')}
        value={filter.code}
        data={[
          { value: '', label: t('audit.changes') },
          { value: reading, label: t('audit.reading') },
          { value: '*', label: t('audit.anything') },
          ...auditCodes.map((code) => ({ value: code, label: general(`audit.${code}`) })),
        ]}
        onChange={(event) => set({ code: event.currentTarget.value })}
      />
      {(['from', 'to'] as const).map((edge) => (
        <TextInput
          key={edge}
          type="datetime-local"
          label={t(`audit.${edge}`)}
          value={filter[edge]}
          onChange={(event) => set({ [edge]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}
