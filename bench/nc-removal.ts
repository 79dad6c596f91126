/**
 * How long the removal model takes and with how much memory, over the corpus and over a finishing program of 100,000 lines, and how far the estimate
 * without stock is off it. CPU time of one process.
 *
 *   node nc-removal.ts [--lines 100000]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RemovalMeasured } from './nc/removal-child.ts';
import { child } from './stored/children.ts';

const { values } = parseArgs({ options: { lines: { type: 'string', default: '100000' } } });

/** A dome of 100 × 100 mm, roughed at levels and finished along rows with a ball, in moves of about half a millimetre. */
const dome = (lines: number): string => {
  const height = (x: number, y: number): number => -15 + 12 * Math.cos(x / 40) * Math.cos(y / 40);
  const blocks = [
    '%',
    'O1 (DOME)',
    '(T1 D=12. - FLAT END MILL)',
    '(T2 D=8. - BALL END MILL)',
    'G21 G90 G17 G54',
  ];
  const rows = (
    z: (x: number, y: number) => number,
    tool: number,
    step: number,
    rate: number,
    most: number,
  ): void => {
    blocks.push(
      `T${tool} M6`,
      'S12000 M3',
      `G0 G43 H${tool} Z20.`,
      'X-50. Y-50.',
      `G1 Z${z(-50, -50).toFixed(4)} F${rate}.`,
    );
    const along = 0.5;
    let left = most;
    for (let y = -50, way = 1; y <= 50 && left > 0; y += step, way = -way)
      for (let i = 0; i <= 100 / along && left > 0; i++, left--) {
        const x = way * (-50 + i * along);
        blocks.push(`X${x.toFixed(4)} Y${y.toFixed(4)} Z${z(x, y).toFixed(4)}`);
      }
    blocks.push('G0 Z20.');
  };
  for (let level = -3; level >= -24; level -= 3)
    rows((x, y) => Math.max(level, height(x, y) + 0.4), 1, 6, 2000, lines * 0.04);
  rows(height, 2, 100 / Math.ceil((lines * 0.7) / 201), 3000, lines);
  blocks.push('M30', '%');
  return blocks.join('\n');
};

const measure = (model: string, what: string): RemovalMeasured =>
  child('nc/removal-child.ts', [model, what]) as RemovalMeasured;

const work = mkdtempSync(join(tmpdir(), 'mantinel-nc-removal-'));
try {
  const surface = join(work, 'dome.nc');
  const text = dome(Number(values.lines));
  writeFileSync(surface, text);
  const removal = measure('removal', 'corpus');
  const estimate = measure('estimate', 'corpus');
  const fine = measure('removal', surface);
  const row = ({ seconds, maxRssMb, programs, operations, figures, slowest }: RemovalMeasured) => ({
    'CPU s': +seconds.toFixed(1),
    'RSS MB': maxRssMb,
    programs,
    operations,
    'with figures': figures.length,
    slowest: `${slowest.name.split('/').at(-1)} ${slowest.seconds.toFixed(1)} s, ${slowest.kilobytes} kB`,
  });
  console.table({
    'corpus, removal': row(removal),
    'corpus, estimate': row(estimate),
    [`${text.split('\n').length} lines of surface, removal`]: row(fine),
  });
  const known = new Map(removal.figures.map((each) => [each.at, each]));
  console.table({
    ap: compared(estimate.figures.map(({ at, ap }) => [known.get(at)?.ap, ap])),
    ae: compared(estimate.figures.map(({ at, ae }) => [known.get(at)?.ae, ae])),
  });
} finally {
  rmSync(work, { recursive: true });
}

/** Estimate over model, of the operations that have both. */
function compared(pairs: readonly (readonly [number | undefined, number | undefined])[]) {
  const ratios = pairs
    .flatMap(([model, estimate]) => (model && estimate ? [estimate / model] : []))
    .sort((a, b) => a - b);
  const at = (share: number): number =>
    +(ratios[Math.floor(share * (ratios.length - 1))] ?? Number.NaN).toFixed(2);
  const within = (share: number): string =>
    `${Math.round((100 * ratios.filter((ratio) => Math.abs(Math.log(ratio)) <= Math.log(1 + share)).length) / ratios.length)} %`;
  return {
    operations: ratios.length,
    'estimate / model: 10 %': at(0.1),
    median: at(0.5),
    '90 %': at(0.9),
    'within 10 %': within(0.1),
    'within a factor of 2': within(1),
  };
}
