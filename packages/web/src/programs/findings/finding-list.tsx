/** What was found in a program: a sentence and what to do, line by line. */
import type { Diagnostic } from '@mantinel/nc';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { severitySigns } from '../code/line-diagnostics.ts';
import './finding-list.css';
import { useFindingWords } from './use-finding-words.ts';

interface FindingListProps {
  readonly findings: readonly Diagnostic[];
  /** Beyond those that are listed. */
  readonly further: number;
  readonly current: number | undefined;
  readonly onLine: (line: number) => void;
}

const atOnce = 100;

export function FindingList({ findings, further, current, onLine }: FindingListProps) {
  const { t } = useTranslation('programs');
  const wordsOf = useFindingWords();
  const [most, setMost] = useState(atOnce);
  if (findings.length === 0) return <p className="program-none">{t('findings.none')}</p>;
  return (
    <div className="findings">
      <ul>
        {findings.slice(0, most).map((finding) => {
          const { severity, code, line, column } = finding;
          const { message, remedy } = wordsOf(finding);
          return (
            <li
              key={`${code} ${line} ${column}`}
              className={line === current ? 'findings-current' : undefined}
            >
              <span className={`findings-sign code-${severity}`} aria-hidden="true">
                {severitySigns[severity]}
              </span>
              <button type="button" className="link-button" onClick={() => onLine(line)}>
                {t('findings.line', { line })}
              </button>
              <span>
                <strong>{t(`findings.severity.${severity}`)}</strong>: {message} <em>{remedy}</em>{' '}
                <span className="quiet">{code}</span>
              </span>
            </li>
          );
        })}
      </ul>
      {findings.length > most && (
        <button type="button" className="tool-button" onClick={() => setMost(most + atOnce)}>
          {t('findings.more', { count: findings.length - most })}
        </button>
      )}
      {further > 0 && <p className="quiet">{t('findings.further', { count: further })}</p>}
    </div>
  );
}
