/** Beside the rows: of each field what occurs under the present filter and how often; a press adds a value or takes it away. */
import { kinds } from '@mantinel/domain';
import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewChange } from '../view/use-addressed-view.ts';
import type { View } from '../view/view.ts';
import { FacetList } from './facet-list.tsx';
import {
  type FacetField,
  facetFields,
  isPinned,
  rememberedFields,
  rememberFields,
} from './remembered-facets.ts';
import './facet-panel.css';

/** Counts follow what arrives, at the pace of somebody who reads them. */
const renewMs = 15_000;

interface FacetPanelProps {
  readonly view: View;
  readonly machineName: (id: string) => string;
  readonly onChange: (change: ViewChange) => void;
  readonly onClose: () => void;
}

export const FacetPanel = memo(function FacetPanel({
  view,
  machineName,
  onChange,
  onClose,
}: FacetPanelProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(rememberedFields);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // As a drawer it lies over the rows, so that whoever opened it goes on in it.
    if (!isPinned()) panel.current?.querySelector('button')?.focus();
  }, []);
  const name = (by: FacetField, value: string): string => {
    if (by === 'machine') return machineName(value);
    return by === 'kind' ? t(`kind.${value as (typeof kinds)[number]}`) : value;
  };
  const choose = (by: FacetField, values: string[]) =>
    onChange(by === 'kind' ? { kind: kinds.filter((kind) => values.includes(kind)) } : { [by]: values });
  const toggle = (by: FacetField, open: boolean) => {
    const next = open ? [...opened, by] : opened.filter((one) => one !== by);
    setOpened(next);
    rememberFields(next);
  };
  return (
    <aside
      ref={panel}
      className="facet-panel"
      aria-label={t('facets.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isPinned()) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className="facet-panel-head">
        <h2>{t('facets.title')}</h2>
        <button type="button" className="panel-close" aria-label={t('app.close')} onClick={onClose}>
          ×
        </button>
      </div>
      {facetFields.map((by) => (
        <details
          key={by}
          open={opened.includes(by)}
          onToggle={({ currentTarget: { open } }) => {
            if (open !== opened.includes(by)) toggle(by, open);
          }}
        >
          <summary>
            {t(`filter.${by}`)}
            {view[by].length > 0 && <span className="filter-count">{view[by].length}</span>}
          </summary>
          {opened.includes(by) && (
            <FacetList
              by={by}
              view={view}
              name={(value) => name(by, value)}
              onChange={(values) => choose(by, values)}
              renewMs={renewMs}
            />
          )}
        </details>
      ))}
    </aside>
  );
});
