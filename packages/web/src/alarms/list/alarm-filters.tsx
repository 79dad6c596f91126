/** Groups with their counts, machine and priority. */
import type { AlarmView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { useMachines } from '../../fleet/fleet-strip.tsx';
import { type AlarmFilter, alarmGroups, filtered } from './alarm-filter.ts';

interface AlarmFiltersProps {
  readonly alarms: readonly AlarmView[];
  readonly filter: AlarmFilter;
  readonly onChange: (filter: AlarmFilter) => void;
}

export function AlarmFilters({ alarms, filter, onChange }: AlarmFiltersProps) {
  const { t } = useTranslation('alarms');
  const { data: machines } = useMachines();
  return (
    <div className="alarms-filters">
      <fieldset className="switch">
        {alarmGroups.map((group) => (
          <button
            key={group}
            type="button"
            aria-pressed={filter.group === group}
            onClick={() => onChange({ ...filter, group })}
          >
            {t(`group.${group}`)} {filtered(alarms, { ...filter, group }).length}
          </button>
        ))}
      </fieldset>
      <select
        aria-label={t('list.machine')}
        value={filter.machine}
        onChange={(event) => onChange({ ...filter, machine: event.currentTarget.value })}
      >
        <option value="">{t('list.anyMachine')}</option>
        {machines?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label={t('list.priority')}
        value={filter.priority}
        onChange={(event) =>
          onChange({ ...filter, priority: event.currentTarget.value as AlarmFilter['priority'] })
        }
      >
        <option value="">{t('list.anyPriority')}</option>
        {(['high', 'medium', 'low'] as const).map((priority) => (
          <option key={priority} value={priority}>
            {t(`priority.${priority}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
