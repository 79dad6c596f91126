/** Severity as shape, text and, only for the abnormal, colour. */
import { type SeverityRange, severityRange } from '@mantinel/domain';
import type { TFunction } from 'i18next';
import './severity-mark.css';

/** Faults are priority 1, warnings priority 2; everything else is grey. */
export const severityShapes: Readonly<Record<SeverityRange, string>> = {
  fatal: '■',
  error: '■',
  warn: '▲',
  info: '',
  debug: '',
  trace: '',
};

/** `t` is handed in: rows come and go with every frame, and each would listen for the language by itself. */
export function SeverityMark({ severity, t }: { severity: number; t: TFunction }) {
  const range = severityRange(severity);
  return (
    <span className={`severity severity-${range}`}>
      <span className="severity-shape" aria-hidden="true">
        {severityShapes[range]}
      </span>
      {t(`severity.${range}`)}
    </span>
  );
}
