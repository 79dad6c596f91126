/** Above a program: what it is, how long it takes, how far it has been read, and what is not shown. */
import { useTranslation } from 'react-i18next';
import { clock } from './operations/clock.ts';
import type { Reading } from './reading/use-reading.ts';

interface ProgramFactsProps {
  readonly name: string;
  readonly reading: Reading;
  readonly bytes: number;
  readonly lines: number;
}

const dialectNames = {
  'fanuc-mill': 'Fanuc',
  'fanuc-lathe-a': 'Fanuc (A)',
  'fanuc-lathe-b': 'Fanuc (B)',
  'haas-mill': 'Haas',
  'haas-lathe': 'Haas',
  linuxcnc: 'LinuxCNC',
  iso: 'ISO',
  sinumerik: 'Sinumerik',
  heidenhain: 'Heidenhain',
  okuma: 'Okuma OSP',
  philips: 'Philips/MAHO',
} as const;

export function ProgramFacts({ name, reading, bytes, lines }: ProgramFactsProps) {
  const { t, i18n } = useTranslation('programs');
  const { beginning, whole, share, broken, toolpath } = reading;
  const number = new Intl.NumberFormat(i18n.language);
  const time = whole?.time;
  const dialect = beginning?.dialect;
  return (
    <header className="program-facts">
      <h2>{name}</h2>
      <span>
        {t('facts.size', { lines: number.format(lines), kilobytes: number.format(Math.ceil(bytes / 1024)) })}
      </span>
      {dialect && (
        <span>
          {dialectNames[dialect.dialect]}, {t(`facts.${beginning.machine}`)}
        </span>
      )}
      {time && time.total > 0 && (
        <span title={t('facts.timeHint', { dynamics: time.dynamics })}>
          <strong>{t('facts.time', { time: clock(time.total) })}</strong>{' '}
          {t('facts.interval', { low: clock(time.lowS), high: clock(time.highS) })}
        </span>
      )}
      {!whole && !broken && (
        <span className="program-progress">
          <progress value={share} aria-label={t('reading')} /> {t('reading')}
        </span>
      )}
      {broken !== undefined && (
        <div className="notice" role="alert">
          <strong>{t('broken')}</strong>
          <details>
            <summary>{t('technical')}</summary>
            <code>{broken}</code>
          </details>
        </div>
      )}
      {whole && (
        <ul className="program-notes">
          {time !== undefined && time.total > 0 && (
            <li>{t('facts.timeHint', { dynamics: time.dynamics })}</li>
          )}
          {dialect?.readable === false && (
            <li>{t('facts.declined', { dialect: dialectNames[dialect.dialect] })}</li>
          )}
          {dialect?.readable === true && toolpath.pieces.length === 0 && <li>{t('facts.noPath')}</li>}
          {whole.rotary && <li>{t('facts.rotary')}</li>}
          {whole.assumedMoves > 0 && <li>{t('facts.assumed', { count: whole.assumedMoves })}</li>}
          {whole.omittedMoves > 0 && <li>{t('facts.omitted', { count: whole.omittedMoves })}</li>}
        </ul>
      )}
    </header>
  );
}
