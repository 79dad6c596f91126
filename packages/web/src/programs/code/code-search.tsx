/** Looks for a text in a program, and goes from one place to the next. */
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineIndex } from '../reading/line-index.ts';
import { findText } from './find-text.ts';

const most = 10_000;

interface CodeSearchProps {
  readonly lines: LineIndex;
  readonly current: number | undefined;
  readonly onLine: (line: number) => void;
}

export function CodeSearch({ lines, current, onLine }: CodeSearchProps) {
  const { t } = useTranslation('programs');
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const places = useMemo(
    () => [...new Set(findText(lines.bytes, wanted, most).map((offset) => lines.lineAt(offset)))],
    [lines, wanted],
  );
  const go = (by: 1 | -1) => {
    if (places.length === 0) return;
    const at = current ?? 0;
    const next =
      by === 1
        ? (places.find((line) => line > at) ?? places[0]!)
        : (places.findLast((line) => line < at) ?? places.at(-1)!);
    onLine(next);
  };
  return (
    <search className="code-search">
      <input
        type="search"
        value={text}
        aria-label={t('code.search')}
        placeholder={t('code.search')}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          go(event.shiftKey ? -1 : 1);
        }}
      />
      <button type="button" className="tool-button" onClick={() => go(-1)} aria-label={t('code.before')}>
        ↑
      </button>
      <button type="button" className="tool-button" onClick={() => go(1)} aria-label={t('code.next')}>
        ↓
      </button>
      <output className="quiet">{wanted !== '' && t('code.found', { count: places.length })}</output>
    </search>
  );
}
