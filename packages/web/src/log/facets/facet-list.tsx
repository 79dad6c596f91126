/** The values of one field to choose from, most frequent first; a long list is narrowed by typing. */
import { TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FacetName, getFacets } from '../../api/api.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { selecting, type View, viewSearch } from '../view/view.ts';
import './facet-list.css';

/** What is seen at once needs no narrowing. */
const longList = 12;

export interface FacetListProps {
  readonly by: Extract<FacetName, 'machine' | 'kind' | 'code' | 'path'>;
  readonly view: View;
  readonly name: (value: string) => string;
  readonly onChange: (values: string[]) => void;
  /** How often it counts anew while it is looked at; else once. */
  readonly renewMs?: number;
  /** Where what is typed may be chosen itself, as a pattern: its hint. */
  readonly pattern?: string;
}

export function FacetList({ by, view, name, onChange, renewMs, pattern }: FacetListProps) {
  const { t } = useTranslation();
  const chosen: readonly string[] = view[by];
  // Chosen values stand first when the list opens, and nothing moves under the finger afterwards.
  const [first] = useState(chosen);
  const [typed, setTyped] = useState('');
  const others = selecting({ ...view, [by]: [] });
  const { data, error, refetch } = useQuery({
    queryKey: ['facets', by, viewSearch(others)],
    queryFn: ({ signal }) => getFacets(others, by, signal),
    // Another filter counts otherwise; until it has counted, nothing jumps.
    placeholderData: keepPreviousData,
    refetchInterval: renewMs ?? false,
  });
  const counts = useMemo(() => new Map(data?.values.map(({ value, count }) => [value, count])), [data]);
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  const values = [...new Set([...first, ...chosen.filter((value) => !counts.has(value)), ...counts.keys()])];
  const needle = typed.trim().replace(/\*$/, '').toLowerCase();
  const shown = values.filter((value) => `${value} ${name(value)}`.toLowerCase().includes(needle));
  const choose = (value: string, on: boolean) =>
    onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value));
  const addTyped = (event: FormEvent) => {
    event.preventDefault();
    const text = typed.trim();
    if (pattern === undefined || text === '') return;
    if (!chosen.includes(text)) choose(text, true);
    setTyped('');
  };
  return (
    <>
      {(pattern !== undefined || values.length > longList) && (
        <form className="facets-narrow" onSubmit={addTyped}>
          <TextInput
            size="xs"
            value={typed}
            aria-label={pattern ?? t('filter.narrow')}
            placeholder={pattern ?? t('filter.narrow')}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {pattern !== undefined && (
            <button type="submit" className="link-button">
              {t('filter.add')}
            </button>
          )}
        </form>
      )}
      {data === undefined ? (
        <div className="skeleton facets-skeleton" />
      ) : shown.length === 0 ? (
        <p className="quiet">{t('filter.nothing')}</p>
      ) : (
        <Facets values={shown} chosen={chosen} counts={counts} name={name} onChoose={choose} />
      )}
    </>
  );
}

interface FacetsProps {
  readonly values: readonly string[];
  readonly chosen: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly name: (value: string) => string;
  readonly onChoose: (value: string, on: boolean) => void;
}

function Facets({ values, chosen, counts, name, onChoose }: FacetsProps) {
  const { i18n } = useTranslation();
  const number = useMemo(() => new Intl.NumberFormat(i18n.language), [i18n.language]);
  return (
    <div className="facets">
      {values.map((value) => (
        <label key={value} className="facet">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ currentTarget: { checked } }) => onChoose(value, checked)}
          />
          <span className="facet-name" title={name(value)}>
            {name(value)}
          </span>
          <span className="facet-count">{number.format(countOf(value, counts))}</span>
        </label>
      ))}
    </div>
  );
}

/** A pattern counts what it covers. */
function countOf(value: string, counts: ReadonlyMap<string, number>): number {
  if (!value.endsWith('*')) return counts.get(value) ?? 0;
  const start = value.slice(0, -1);
  return [...counts].reduce((sum, [other, count]) => (other.startsWith(start) ? sum + count : sum), 0);
}
