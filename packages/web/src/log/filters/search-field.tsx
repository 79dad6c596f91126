/** One field for text: it filters, or marks and jumps. What is typed takes effect after a short rest. */
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewChange } from '../view/use-addressed-view.ts';
import type { View } from '../view/view.ts';
import './search-field.css';

const restMs = 250;

export function SearchField({ view, onChange }: { view: View; onChange: (change: ViewChange) => void }) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<'text' | 'find'>(view.find === undefined ? 'text' : 'find');
  const current = view[mode] ?? '';
  const [typed, setTyped] = useState(current);
  // The address may change by other ways: a removed chip, Back, a link.
  useEffect(() => setTyped(current), [current]);
  useEffect(() => {
    if (typed === current) return;
    const timer = setTimeout(() => onChange({ [mode]: typed || undefined }), restMs);
    return () => clearTimeout(timer);
  }, [typed, current, mode, onChange]);
  const change = (to: 'text' | 'find') => {
    setMode(to);
    onChange({ text: undefined, find: undefined, [to]: typed || undefined });
  };
  return (
    <div className="search">
      <TextInput
        id="log-search"
        size="xs"
        value={typed}
        maxLength={500}
        leftSection={<IconSearch size={14} />}
        aria-label={t('filter.search')}
        placeholder={mode === 'text' ? t('filter.searchFilter') : t('filter.searchFind')}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <fieldset className="switch">
        <button
          type="button"
          aria-pressed={mode === 'text'}
          title={t('filter.modeFilterHint')}
          onClick={() => change('text')}
        >
          {t('filter.modeFilter')}
        </button>
        <button
          type="button"
          aria-pressed={mode === 'find'}
          title={t('filter.modeFindHint')}
          onClick={() => change('find')}
        >
          {t('filter.modeFind')}
        </button>
      </fieldset>
    </div>
  );
}
