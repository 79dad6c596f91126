/** What is looked for: words, kinds, and ranges of cutting data. */
import { materialGroups, operationFeatureUnits, operationKinds, toolKinds } from '@mantinel/contract';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKindWords } from '../use-kind-words.ts';
import { type Choice, rangeOf } from './project-filter.ts';

type Filter = Readonly<Record<string, string>>;
interface FiltersProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

const ranges = ['diameter', 'vc', 'fz', 'ap', 'ae'] as const;
const programKinds = ['mill', 'lathe', 'laser', 'plasma', 'printer', 'wire-edm'] as const;
const waitMs = 300;

export function Filters({ filter, onChange }: FiltersProps) {
  const { t } = useTranslation('programs');
  const words = useKindWords();
  const set = (name: string, value: string) => onChange({ ...filter, [name]: value });
  const options: Record<Choice, readonly (readonly [string, string])[]> = {
    material: materialGroups.map((name) => [name, words.material(name)]),
    tool: toolKinds.map((name) => [name, words.tool(name)]),
    operation: operationKinds.map((name) => [name, words.operation(name)]),
    kind: programKinds.map((name) => [name, words.program(name)]),
  };
  const inMore = ranges.filter((name) => filter[name] !== undefined).length;
  return (
    <div className="projects-filters">
      <Typed
        label={t('projects.search')}
        value={filter.text ?? ''}
        type="search"
        onChange={(text) => set('text', text)}
      />
      {(['material', 'tool', 'operation', 'kind'] as const).map((choice) => (
        <select
          key={choice}
          aria-label={t(`projects.${choice}`)}
          value={filter[choice] ?? ''}
          onChange={(event) => set(choice, event.currentTarget.value)}
        >
          <option value="">{t(`projects.any.${choice}`)}</option>
          {options[choice].map(([name, word]) => (
            <option key={name} value={name}>
              {word}
            </option>
          ))}
        </select>
      ))}
      <details open={inMore > 0}>
        <summary>{t('projects.ranges')}</summary>
        <div className="projects-ranges">
          {ranges.map((name) => (
            <RangeField
              key={name}
              label={`${t(`feature.${name}`)} (${operationFeatureUnits[name]})`}
              value={filter[name] ?? ''}
              onChange={(range) => set(name, range)}
            />
          ))}
        </div>
      </details>
      {Object.keys(filter).some((name) => name !== 'order') && (
        <button type="button" className="tool-button" onClick={() => onChange({})}>
          {t('projects.clear')}
        </button>
      )}
    </div>
  );
}

interface TypedProps {
  readonly label: string;
  readonly value: string;
  readonly type?: string;
  readonly onChange: (value: string) => void;
}

/** Told when somebody pauses. */
function Typed({ label, value, type = 'text', onChange }: TypedProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), waitMs);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <input
      className="projects-search"
      type={type}
      aria-label={label}
      placeholder={label}
      value={typed}
      maxLength={80}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

function RangeField({ label, value, onChange }: Omit<TypedProps, 'type'>) {
  const { t } = useTranslation('programs');
  const shown = value.replace(':', '–');
  const [typed, setTyped] = useState(shown);
  useEffect(() => setTyped(shown), [shown]);
  const range = rangeOf(typed);
  const tell = () => {
    if (range !== undefined && range !== value) onChange(range);
  };
  return (
    <label className="projects-range">
      <span>{label}</span>
      <input
        value={typed}
        placeholder={t('projects.rangeHint')}
        aria-invalid={range === undefined}
        maxLength={40}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={tell}
        onKeyDown={(event) => {
          if (event.key === 'Enter') tell();
        }}
      />
    </label>
  );
}
