/** What is shown: text, machine, severity, kind, code, time, order; and the view as a file. */

import type { ExportFormat } from '@mantinel/contract';
import { kinds, type SeverityRange, severity, severityRanges } from '@mantinel/domain';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { exportPath } from '../../api/api.ts';
import { LayoutMenu } from '../layout/layout-menu.tsx';
import { SearchBox, type TypedSearch } from '../search/search-box.tsx';
import type { ViewChange } from '../view/use-addressed-view.ts';
import type { View } from '../view/view.ts';
import { FilterChoice } from './filter-choice.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { TimeMenu } from './time-menu.tsx';
import './filter-bar.css';

interface FilterBarProps {
  readonly view: View;
  readonly machineName: (id: string) => string;
  readonly onChange: (change: ViewChange) => void;
  readonly onTyped: (typed: TypedSearch) => void;
}

export const FilterBar = memo(function FilterBar({ view, machineName, onChange, onTyped }: FilterBarProps) {
  const { t } = useTranslation();
  return (
    <div className="filter-bar">
      <SearchBox view={view} onChange={onChange} onTyped={onTyped} />
      <div className="filters">
        <FilterMenu
          label={t('filter.machine')}
          by="machine"
          view={view}
          name={machineName}
          onChange={(machine) => onChange({ machine })}
        />
        <SeverityMenu view={view} onChange={onChange} />
        <FilterMenu
          label={t('filter.kind')}
          by="kind"
          view={view}
          name={(value) => t(`kind.${value as (typeof kinds)[number]}`)}
          onChange={(values) => onChange({ kind: kinds.filter((kind) => values.includes(kind)) })}
        />
        <FilterMenu
          label={t('filter.code')}
          by="code"
          view={view}
          name={(value) => value}
          onChange={(code) => onChange({ code })}
          pattern={t('filter.codePattern')}
        />
        <FilterMenu
          label={t('filter.path')}
          by="path"
          view={view}
          name={(value) => value}
          onChange={(path) => onChange({ path })}
        />
        <TimeMenu view={view} onChange={onChange} />
        <span className="filters-space" />
        <fieldset className="switch" aria-label={t('filter.order')}>
          <button
            type="button"
            aria-pressed={view.order === 'received'}
            title={t('filter.receivedHint')}
            onClick={() => onChange({ order: 'received' })}
          >
            {t('filter.received')}
          </button>
          <button
            type="button"
            aria-pressed={view.order === 'time'}
            title={t('filter.byTimeHint')}
            onClick={() => onChange({ order: 'time' })}
          >
            {t('filter.byTime')}
          </button>
        </fieldset>
        <LayoutMenu view={view} onChange={onChange} />
        <ExportMenu view={view} />
      </div>
    </div>
  );
});

function SeverityMenu({ view, onChange }: Pick<FilterBarProps, 'view' | 'onChange'>) {
  const { t } = useTranslation();
  const from = (range: SeverityRange) => ({
    text: t('filter.severityFrom', { severity: t(`severity.${range}`) }),
    chosen: view.minSeverity === severity[range],
    choose: () => onChange({ minSeverity: severity[range] }),
  });
  const any = {
    text: t('filter.severityAny'),
    chosen: view.minSeverity === undefined,
    choose: () => onChange({ minSeverity: undefined }),
  };
  return (
    <FilterChoice label={t('filter.severity')} choices={[any, ...severityRanges.toReversed().map(from)]} />
  );
}

/** Beginning with what most people open. */
const exportFormats = ['csv', 'html', 'pdf', 'ndjson', 'otlp'] as const satisfies readonly ExportFormat[];

function ExportMenu({ view }: { view: View }) {
  const { t, i18n } = useTranslation();
  return (
    <FilterChoice
      label={t('filter.export')}
      choices={exportFormats.map((format) => ({
        text: t(`filter.exportAs.${format}`),
        href: exportPath(view, format, i18n.language),
      }))}
    />
  );
}
