/** The operations of a program: with which tool, how fast, for how long. Choosing one marks its lines and its path. */
import { useComputedColorScheme } from '@mantine/core';
import type { Spread } from '@mantinel/nc';
import { useTranslation } from 'react-i18next';
import type { OperationOfProgram } from '../reading/read-program.ts';
import { operationTones } from '../toolpath/colours/colouring.ts';
import { colours } from '../toolpath/colours/colours.ts';
import { clock } from './clock.ts';
import './operation-list.css';

interface OperationListProps {
  /** Those that are to be listed. */
  readonly operations: readonly OperationOfProgram[];
  readonly chosen: number | undefined;
  /** What is chosen lies in it. */
  readonly current: number | undefined;
  /** The same once more chooses none. */
  readonly onChoose: (operation: number | undefined) => void;
}

export function OperationList({ operations, chosen, current, onChoose }: OperationListProps) {
  const { t, i18n } = useTranslation('programs');
  const scheme = useComputedColorScheme('light');
  if (operations.length === 0) return <p className="program-none">{t('operations.none')}</p>;
  const number = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 3, useGrouping: false });
  const spread = (value: Spread | undefined) =>
    value === undefined
      ? '–'
      : value.max - value.min > 1e-3 * value.max
        ? `${number.format(value.min)} – ${number.format(value.max)}`
        : number.format(value.typical);
  return (
    <div className="operations">
      <table>
        <thead>
          <tr>
            <th>{t('operations.operation')}</th>
            <th>{t('operations.tool')}</th>
            <th className="operations-number">{t('operations.n')}</th>
            <th className="operations-number">{t('operations.vc')}</th>
            <th className="operations-number">{t('operations.f')}</th>
            <th className="operations-number">{t('operations.fz')}</th>
            <th className="operations-number">{t('operations.time')}</th>
          </tr>
        </thead>
        <tbody>
          {operations.map(({ index, kind, confidence, name, tool, cutting, seconds, line }, at) => (
            <tr key={index} className={index === current ? 'operations-chosen' : undefined}>
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={index === chosen}
                  onClick={() => onChoose(index === chosen ? undefined : index)}
                >
                  <svg className="operations-sample" viewBox="0 0 10 10" aria-hidden="true">
                    <rect width="10" height="10" fill={colours[scheme].operations[index % operationTones]} />
                  </svg>
                  {at + 1}. {t(`kind.${kind}`)}
                  {confidence < 0.6 && ` ${t('operations.unsure')}`}
                </button>
                <span className="quiet">
                  {name !== undefined && `${name} · `}
                  {t('operations.line', { line })}
                </span>
              </th>
              <td>T{tool}</td>
              <td className="operations-number">{spread(cutting.n)}</td>
              <td className="operations-number">{spread(cutting.vc)}</td>
              <td className="operations-number">{spread(cutting.f)}</td>
              <td className="operations-number">{spread(cutting.fz)}</td>
              <td className="operations-number">{clock(seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
