/** What people read of it. */
import type { Severity } from '@mantinel/nc';
import type { Style, Terminal } from '../context.ts';
import type { Checked } from './check.ts';
import type { Described } from './features.ts';
import type { Timed } from './time.ts';

const colours: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', information: 'dim' };
const names = { error: 'errors', warning: 'warnings', information: 'remarks' } as const;

/** Of a code so many are shown one by one; of remarks the first alone. */
const shown: Readonly<Record<Severity, number>> = { error: 5, warning: 3, information: 1 };

export function checkLines(
  { file, dialect, diagnostics, more }: Checked,
  style: Terminal['style'],
): string[] {
  const counted = (['error', 'warning', 'information'] as const)
    .map((severity) => [diagnostics.filter((each) => each.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => style(colours[severity], counting(count, names[severity])));
  const byCode = Map.groupBy(diagnostics, ({ code }) => code);
  const lines = [...byCode.values()].flatMap((alike) => {
    const { severity, code, remedy } = alike[0]!;
    const some = alike.slice(0, shown[severity]);
    const rest = alike.length - some.length;
    return [
      ...some.map(
        ({ line, column, message }, i) =>
          `  ${`${line}:${column}`.padEnd(9)} ${style(colours[severity], severity.padEnd(11))} ${message}${i === 0 ? `  ${style('dim', code)}` : ''}`,
      ),
      ...(rest > 0 ? [`  ${' '.repeat(21)} … and ${rest} more, the last in line ${alike.at(-1)!.line}`] : []),
      `  ${' '.repeat(21)} → ${remedy}`,
    ];
  });
  return [
    `${style('bold', file)}  ${dialect.dialect}: ${counted.join(', ') || 'nothing found'}`,
    ...lines,
    ...(more > 0 ? [`  ${more} findings more are not listed`] : []),
  ];
}

const counting = (count: number, plural: string): string =>
  `${count} ${count === 1 ? plural.replace(/s$/, '') : plural}`;

export function timeLines({ file, estimate, profile }: Timed): string[] {
  const { total, lowS, highS, cutting, rapid, toolChange, spindle, dwell, groups } = estimate;
  const parts = [
    [`cutting`, cutting],
    ['rapid', rapid],
    ['tool changes', toolChange],
    ['spindle', spindle],
    ['dwell', dwell],
  ] as const;
  const tools = [...groups].filter(([, own]) => own.total > 0);
  return [
    `${file}  ${clock(total)}  (${clock(lowS)} – ${clock(highS)}, profile ${estimate.dynamics}, ${profile})`,
    `  ${parts
      .filter(([, seconds]) => seconds > 0)
      .map(([name, seconds]) => `${name} ${clock(seconds)}`)
      .join(', ')}`,
    ...(tools.length > 1
      ? tools.map(([tool, own]) => `  T${tool}`.padEnd(10) + clock(own.total).padStart(10))
      : []),
    ...(estimate.stops > 0 ? [`  stops ${counting(estimate.stops, 'times')} and waits for a person`] : []),
    ...(estimate.withoutFeed > 0
      ? [`  ${counting(estimate.withoutFeed, 'moves')} without a feed or a turning spindle: in no time above`]
      : []),
  ];
}

export function featureLines({ file, dialect, tools }: Described): string[] {
  return [
    `${file}  ${dialect}`,
    ...tools.flatMap(
      ({ tool, cutMm, rapidMm, rpm, surfaceSpeed, feed, levels, holes, corners, minRadiusMm, box }) => [
        `  ${tool === 0 ? 'no tool called' : `T${tool}`}: cuts ${metres(cutMm)}, rapids ${metres(rapidMm)}${range(', n', rpm, '1/min')}${range(', vc', surfaceSpeed, 'm/min')}${range(', feed', feed, '')}`,
        `    X ${extent(box[0])}  Y ${extent(box[1])}  Z ${extent(box[2])}, ${levels.length} levels, ${corners} corners${minRadiusMm === undefined ? '' : `, smallest radius ${number(minRadiusMm)} mm`}`,
        ...holes.map(
          ({ kind, holes: count, depthMm, peckMm, pitchMm }) =>
            `    ${count} × ${kind}, ${number(depthMm)} mm deep${peckMm > 0 ? `, ${number(peckMm)} mm a peck` : ''}${pitchMm > 0 ? `, pitch ${number(pitchMm)} mm` : ''}`,
        ),
      ],
    ),
  ];
}

type Extent = { readonly min: number; readonly max: number } | undefined;

const number = (value: number): string => String(Math.round(value * 1000) / 1000);
const metres = (mm: number): string => (mm >= 1000 ? `${(mm / 1000).toFixed(2)} m` : `${number(mm)} mm`);
const extent = (found: Extent): string =>
  found ? `${number(found.min)} … ${number(found.max)}` : 'not placed';
const range = (name: string, found: Extent, unit: string): string =>
  found
    ? `${name} ${number(found.min)}${found.max > found.min ? ` – ${number(found.max)}` : ''}${unit && ` ${unit}`}`
    : '';

/** 1:02:03, 2:03, 3.4 s. */
function clock(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)} min`;
}
