/** What people read of it. */
import type { PathFeatures, ProgramTool, Severity, Spread } from '@mantinel/nc';
import type { Style, Terminal } from '../context.ts';
import type { Checked } from './check.ts';
import type { Compared } from './diff.ts';
import type { Edited } from './edit.ts';
import { assumptionLines, engagementLine } from './engagement-lines.ts';
import type { Described, DescribedOperation } from './features.ts';
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

export function timeLines({ file, declined, estimate, profile }: Timed): string[] {
  if (declined) return [`${file}  not timed: it is a program for another control (${declined})`];
  if (estimate.total === 0 && estimate.withoutFeed === 0)
    return [`${file}  nothing in it takes time: no move, dwell or change of tools is carried out`];
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
    ...(total > 0
      ? [
          `  ${parts
            .filter(([, seconds]) => seconds > 0)
            .map(([name, seconds]) => `${name} ${clock(seconds)}`)
            .join(', ')}`,
        ]
      : []),
    ...(tools.length > 1
      ? tools.map(
          ([tool, own]) =>
            `  ${tool > 0 ? `T${tool}` : 'no tool'}`.padEnd(10) + clock(own.total).padStart(10),
        )
      : []),
    ...(estimate.stops > 0 ? [`  stops ${counting(estimate.stops, 'times')} and waits for a person`] : []),
    ...(estimate.withoutFeed > 0
      ? [`  ${counting(estimate.withoutFeed, 'moves')} without a feed or a turning spindle: in no time above`]
      : []),
  ];
}

export function featureLines({ file, dialect, tools, operations, cam, material }: Described): string[] {
  const [hint] = material;
  return [
    `${file}  ${[dialect, cam && `by ${cam}`, hint && `${hint.value}${hint.source === 'note' ? '' : ', by its speeds, not surely'}`].filter(Boolean).join(', ')}`,
    ...tools.filter(({ calls }) => calls > 0).map(toolLine),
    ...operations.flatMap(operationLines),
    ...assumptionLines(operations.map(({ engagement }) => engagement)),
  ];
}

function toolLine({ number: tool, kind, diameterMm, description }: ProgramTool): string {
  const said = [
    kind?.value,
    diameterMm && `D ${number(diameterMm.value)} mm`,
    description && `"${description.value}"`,
  ];
  return `  T${tool}: ${said.filter(Boolean).join(', ') || 'not described'}`;
}

function operationLines({
  index,
  kind,
  confidence,
  name,
  tool,
  line,
  cutting,
  path,
  seconds,
  engagement,
}: DescribedOperation) {
  const { n, vc, vf, f, fz } = cutting;
  const data = [
    spread('n', n, '1/min', 0),
    spread('vc', vc, 'm/min', 1),
    spread('vf', vf, 'mm/min', 1),
    spread('f', f, 'mm'),
    spread('fz', fz, 'mm'),
  ];
  const lines = [
    `  ${index + 1}. line ${line}, T${tool}: ${kind}${confidence < 0.6 ? ', not surely' : ''}${name === undefined ? '' : ` (${name})`}, ${clock(seconds)}`,
    ...(data.some(Boolean) ? [`     ${data.filter(Boolean).join(', ')}`] : []),
    ...engagementLine(engagement),
  ];
  if (!path) return lines;
  const { cutMm, rapidMm, box, levels, corners, minRadiusMm, holes } = path;
  return [
    ...lines,
    `     cuts ${metres(cutMm)}, rapids ${metres(rapidMm)}; ${extents(box)}`,
    `     ${[
      levels.length > 0 && counting(levels.length, 'levels'),
      counting(corners, 'corners'),
      minRadiusMm !== undefined && `smallest radius ${number(minRadiusMm)} mm`,
    ]
      .filter(Boolean)
      .join(', ')}`,
    ...holes.map(
      ({ kind: cycle, holes: count, depthMm, peckMm, pitchMm }) =>
        `     ${count} × ${cycle}, ${number(depthMm)} mm deep${peckMm > 0 ? `, ${number(peckMm)} mm a peck` : ''}${pitchMm > 0 ? `, pitch ${number(pitchMm)} mm` : ''}`,
    ),
  ];
}

export function diffLines({ before, after, differences }: Compared): string[] {
  if (differences.length === 0)
    return [`${before} and ${after} cut the same, with the same tools, speeds and feeds.`];
  return differences.map(
    ({ message, lineBefore, lineAfter }) =>
      `${`${lineBefore ?? '–'} → ${lineAfter ?? '–'}`.padEnd(16)} ${message}`,
  );
}

/** What changes, and what does not. */
export function editLines({ file, changes, differences, refused, notices }: Edited): string[] {
  return [
    ...differences.map(({ message, lineBefore }) => `  ${lineBefore ?? '–'}: ${message}`),
    ...notices.map(({ line, message }) => `  ${line}: ${message}`),
    ...refused
      .slice(0, mostRefusals)
      .map(({ line, column, message }) => `  ${line}:${column}  stays: ${message}`),
    ...(refused.length > mostRefusals ? [`  … and ${refused.length - mostRefusals} more stay`] : []),
    `${file}: ${counting(changes, 'words')} changed, ${counting(differences.length, 'differences')} to a machinist`,
  ];
}

/** What becomes of it. */
export const writtenLine = (to: string | undefined, { refused }: Edited, allowed: boolean): string => {
  if (!allowed)
    return `Nothing is written: ${counting(refused.length, 'words')} must stay. With --leave-refused the others change.`;
  return to === undefined ? 'Nothing is written: say where with --out or --in-place.' : `Written to ${to}.`;
};

const mostRefusals = 10;

type Extent = { readonly min: number; readonly max: number } | undefined;

const number = (value: number): string => String(Math.round(value * 1000) / 1000);
const metres = (mm: number): string =>
  mm >= 1000 ? `${(mm / 1000).toFixed(2)} m` : `${mm.toFixed(mm < 10 ? 2 : 0)} mm`;
const extent = (found: Extent): string =>
  found ? `${number(found.min)} … ${number(found.max)}` : 'not placed';
/** Of a lathe Y is not there, and is not missed. */
const extents = ([x, y, z]: PathFeatures['box']): string =>
  [`X ${extent(x)}`, !y && x && z ? undefined : `Y ${extent(y)}`, `Z ${extent(z)}`]
    .filter(Boolean)
    .join('  ');
/** As many places as a control shows. */
function spread(name: string, found: Spread | undefined, unit: string, places = 3): string | undefined {
  if (!found) return undefined;
  const [least, most] = [found.min, found.max].map((value) => String(Number(value.toFixed(places))));
  return `${name} ${least}${most === least ? '' : ` – ${most}`} ${unit}`;
}

/** 1:02:03 h, 2:03 min, 3.4 s. */
function clock(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)} h` : `${m}:${two(s)} min`;
}
