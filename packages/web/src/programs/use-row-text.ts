/** A move in words: its line, its tool, feed and spindle, and its operation. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Whole } from './reading/read-program.ts';
import { lineOfRow, type Program } from './selection.ts';

const feedUnits = { 'per-minute': 'mm/min', 'per-revolution': 'mm', 'inverse-time': '1/min' } as const;

export function useRowText(program: Program, whole: Whole | undefined): (row: number) => string {
  const { t, i18n } = useTranslation('programs');
  return useCallback(
    (row) => {
      const { toolpath } = program;
      const setting = toolpath.settingOf(row);
      if (!setting) return '';
      const number = new Intl.NumberFormat(i18n.language, {
        maximumSignificantDigits: 4,
        useGrouping: false,
      });
      const line = lineOfRow(program, row);
      const feed = toolpath.rows.feed[row]!;
      const operation = whole?.operations[toolpath.rows.operation[row]!];
      const speed = `${number.format(setting.speed)} ${setting.speedMode === 'surface' ? 'm/min' : '1/min'}`;
      const sign = setting.spindle === 'clockwise' ? '↻' : '↺';
      return [
        line === undefined ? setting.file : t('move.line', { line }),
        `T${setting.tool} · ${setting.spindle === 'off' ? t('move.spindleOff') : `${sign} ${speed}`}`,
        Number.isNaN(toolpath.rows.pathFeed[row]!) && feed === 0
          ? t('move.rapid')
          : `F ${number.format(feed)} ${feedUnits[setting.feedMode]}`,
        ...(operation ? [t(`kind.${operation.kind}`)] : []),
      ].join('\n');
    },
    [program, whole, t, i18n.language],
  );
}
