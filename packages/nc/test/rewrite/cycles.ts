/** Drilling cycles written out by hand: G73, G81 – G83, G85 and G89 in the XY plane, by coordinates. */
import { type DialectFinding, defaultProfile, type NcProgram, type Splice } from '../../src/index.ts';
import { type Cycle, type Step, stepsOf } from './steps.ts';
import { wordOf, written } from './written.ts';

/** Undefined where it may not be rewritten. */
export function cyclesByHand(program: NcProgram, dialect: DialectFinding): Splice[] | undefined {
  const steps = stepsOf(program, dialect);
  if (!steps) return undefined;
  const profile = defaultProfile(dialect.dialect);
  const linuxcnc = dialect.dialect === 'linuxcnc';
  const splices: Splice[] = [];
  let inch = false;
  let run: Step[] = [];
  const write = () => {
    const holes = run.filter(isHole);
    if (holes.length === 0 || !holes.every(canBeWritten)) return;
    let [q, dwell] = [0, 0];
    for (const step of holes) {
      q = Math.abs(wordOf(step.block, 'Q')?.value ?? q);
      const p = wordOf(step.block, 'P');
      if (p) dwell = p.decimals < 0 && !linuxcnc ? p.value / 1000 : p.value;
      const mm = linuxcnc ? 0.254 : step.motion === 830 ? profile.peckClearanceMm : profile.chipBreakMm;
      splices.push(
        ...byHand(step, { cycle: step.cycle!, q, dwell, clearance: inch ? mm / 25.4 : mm, linuxcnc }),
      );
    }
  };
  for (const step of steps) {
    if (step.motion !== run.at(-1)?.motion) {
      write();
      run = [];
    }
    if (step.block.g.includes(200) || step.block.g.includes(210)) inch = step.block.g.includes(200);
    if (step.motion >= 730) run.push(step);
  }
  write();
  return splices;
}

const isHole = ({ block }: Step): boolean => ['X', 'Y', 'Z', 'R'].some((letter) => wordOf(block, letter));

const canBeWritten = ({ block, plane, absolute, quiet, before, cycle }: Step): boolean =>
  cycle !== undefined &&
  plane === 17 &&
  absolute &&
  quiet &&
  before.Z !== undefined &&
  before.Z >= cycle.r &&
  cycle.r > cycle.z &&
  !['L', 'K', 'I', 'J', 'T', 'A', 'B', 'C'].some((letter) => wordOf(block, letter));

interface Hole {
  readonly cycle: Cycle;
  readonly q: number;
  readonly dwell: number;
  readonly clearance: number;
  readonly linuxcnc: boolean;
}

function byHand({ block, after }: Step, { cycle, q, dwell, clearance, linuxcnc }: Hole): Splice[] {
  const { code, initial, r, z, backToR } = cycle;
  const place = (['X', 'Y'] as const).flatMap((axis) =>
    wordOf(block, axis) ? [`${axis}${written(after[axis]!)}`] : [],
  );
  const rapid = (level: number) => `G0 Z${written(level)}`;
  const feed = (level: number) => `G1 Z${written(level)}`;
  const lines = [
    ...(place.length > 0 ? [`G0 ${place.join(' ')}`] : []),
    rapid(r),
    ...pecks({ code, r, z, q, clearance }, { rapid, feed }),
    feed(z),
    ...(dwell > 0 || (linuxcnc && code === 820) ? [`G4 P${written(dwell)}`] : []),
    ...(code === 850 || code === 890 ? [feed(r)] : []),
    rapid(backToR ? r : initial),
  ];
  const gone = block.words.filter(
    ({ letter, value }) =>
      'XYZRQP'.includes(letter) || (letter === 'G' && (value >= 98 || isDrilling(value))),
  );
  const end = Math.max(...block.words.map((word) => word.end));
  return [
    ...gone.map((word) => ({ start: word.start, end: word.end, text: '' })),
    { start: end, end, text: ` ${lines.join('\n')}` },
  ];
}

const isDrilling = (g: number): boolean => g >= 73 && g <= 89 && g !== 80;

interface Pecking {
  readonly code: number;
  readonly r: number;
  readonly z: number;
  readonly q: number;
  readonly clearance: number;
}

function pecks(
  { code, r, z, q, clearance }: Pecking,
  { rapid, feed }: Record<'rapid' | 'feed', (level: number) => string>,
): string[] {
  if ((code !== 830 && code !== 730) || !(q > 0)) return [];
  const count = Math.ceil((r - z) / q - 1e-9);
  return Array.from({ length: Math.max(0, count - 1) }, (_, i) => {
    const depth = r - q * (i + 1);
    return code === 830
      ? [feed(depth), rapid(r), rapid(depth + Math.min(clearance, q))]
      : [feed(depth), rapid(depth + clearance)];
  }).flat();
}
