/** What narrows the view, each part removable. */
import { severityRange } from '@mantinel/domain';
import type { TFunction } from 'i18next';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { timeText } from '../view/time-text.ts';
import type { ViewChange } from '../view/use-addressed-view.ts';
import { isUnfiltered, type View } from '../view/view.ts';
import './filter-chips.css';

interface FilterChipsProps {
  readonly view: View;
  readonly machineName: (id: string) => string;
  readonly onChange: (change: ViewChange) => void;
}

interface Chip {
  readonly text: string;
  readonly without: ViewChange;
}

export const FilterChips = memo(function FilterChips({ view, machineName, onChange }: FilterChipsProps) {
  const { t } = useTranslation();
  if (isUnfiltered(view)) return null;
  return (
    <div className="chips">
      {chipsOf(view, machineName, t).map(({ text, without }) => (
        <button
          key={text}
          type="button"
          className="chip"
          aria-label={t('filter.remove', { what: text })}
          onClick={() => onChange(without)}
        >
          {text} <span aria-hidden="true">×</span>
        </button>
      ))}
      <button
        type="button"
        className="link-button"
        onClick={() =>
          onChange({
            machine: [],
            kind: [],
            code: [],
            path: [],
            minSeverity: undefined,
            query: undefined,
            text: undefined,
            fromUs: undefined,
            toUs: undefined,
          })
        }
      >
        {t('filter.clear')}
      </button>
    </div>
  );
});

function chipsOf(view: View, machineName: (id: string) => string, t: TFunction): Chip[] {
  const { machine, kind, code, path, minSeverity, query, text, fromUs, toUs } = view;
  const without = <T,>(list: readonly T[], value: T) => list.filter((other) => other !== value);
  const chips: Chip[] = [
    ...machine.map((id) => ({ text: machineName(id), without: { machine: without(machine, id) } })),
    ...kind.map((value) => ({ text: t(`kind.${value}`), without: { kind: without(kind, value) } })),
    ...code.map((value) => ({ text: value, without: { code: without(code, value) } })),
    ...path.map((value) => ({ text: value, without: { path: without(path, value) } })),
  ];
  if (minSeverity !== undefined) {
    const severity = t(`severity.${severityRange(minSeverity)}`);
    chips.push({ text: t('filter.severityFrom', { severity }), without: { minSeverity: undefined } });
  }
  if (query !== undefined)
    chips.push({ text: t('filter.text', { text: query }), without: { query: undefined } });
  if (text !== undefined) chips.push({ text: t('filter.text', { text }), without: { text: undefined } });
  const range = rangeText(fromUs, toUs, t);
  if (range !== undefined) chips.push({ text: range, without: { fromUs: undefined, toUs: undefined } });
  return chips;
}

function rangeText(fromUs: number | undefined, toUs: number | undefined, t: TFunction): string | undefined {
  const from = fromUs === undefined ? undefined : timeText(fromUs).slice(0, 19);
  const to = toUs === undefined ? undefined : timeText(toUs).slice(0, 19);
  if (from !== undefined && to !== undefined) return t('filter.range', { from, to });
  if (from !== undefined) return t('filter.since', { from });
  return to === undefined ? undefined : t('filter.until', { to });
}
