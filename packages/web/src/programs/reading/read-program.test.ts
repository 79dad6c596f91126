import { expect, test } from 'vitest';
import { readText } from '../../../test/read-text.ts';
import { LineKind, pointsPerSphere } from './piece.ts';

const part = [
  '%',
  'O1 (PLATE)',
  'G21 G90 G17',
  'T1 M6 (D=10 END MILL)',
  'S3000 M3',
  'G0 X0 Y0',
  'G43 H1 Z5',
  'G1 Z-2 F200',
  'X50 F600',
  'G3 X50 Y20 J10',
  'G1 X0',
  'G0 Z50',
  'T2 M6 (D=5 DRILL)',
  'S2000 M3',
  'G54 G0 X10 Y10',
  'Z10',
  'G81 Z-8 R2 F100',
  'X40',
  'G80',
  'G0 Z50',
  'M30',
  '%',
].join('\n');

test('lines of the picture, each with its kind and the row it comes from', () => {
  const { toolpath, lines } = readText(part);
  const ends: string[] = [];
  for (const { kinds, rows, positions } of toolpath.pieces)
    kinds.forEach((kind, point) => {
      if (kind === LineKind.none) return;
      const line = lines.lineAt(toolpath.rows.source[rows[point]!]!);
      const place = [...positions.slice(3 * point, 3 * point + 3)].map((value) => Math.round(value));
      ends.push(`${line} ${kind === LineKind.cut ? 'cut' : 'rapid'} ${place}`);
    });
  expect(ends[0]).toBe('8 cut 0,0,-2');
  expect(ends[1]).toBe('9 cut 50,0,-2');
  expect(ends.filter((end) => end.startsWith('10 '))).toHaveLength(
    Math.ceil(Math.PI / (2 * Math.acos(1 - 0.01 / 10))),
  );
  expect(ends).toContain('12 rapid 0,20,50');
  expect(ends).toContain('17 cut 10,10,-8');
  expect(ends).toContain('18 cut 40,10,-8');
});

test('what is told of rows: tool, feed along the way, operation', () => {
  const { toolpath, lines, whole } = readText(part);
  const { rows } = toolpath;
  const rowOf = (line: number) =>
    Array.from({ length: rows.count }, (_, row) => row).find(
      (row) => lines.lineAt(rows.source[row]!) === line,
    )!;
  expect(toolpath.settingOf(rowOf(9))).toMatchObject({ tool: 1, spindle: 'clockwise', speed: 3000 });
  expect(rows.pathFeed[rowOf(9)]).toBe(600);
  expect(rows.pathFeed[rowOf(12)]).toBeNaN();
  expect(whole.operations[rows.operation[rowOf(9)]!]!.tool).toBe(1);
  expect(whole.operations[rows.operation[rowOf(18)]!]).toMatchObject({ tool: 2, kind: 'drill' });
  expect(whole.time.total).toBeGreaterThan(5);
  expect(whole.operations.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(whole.time.total, 6);
});

test('feed in turns is told in mm/min too', () => {
  const lathe = 'O1\nG18 G21 G99\nT0101\nG97 S1000 M3\nG0 X40. Z2.\nG1 Z-10. F0.2\nG28 U0 W0\nM30\n';
  const { toolpath } = readText(lathe);
  const { rows } = toolpath;
  const row = rows.feed.indexOf(Math.fround(0.2));
  expect(rows.pathFeed[row]).toBeCloseTo(200, 3);
});

test('parts come on the way, the first one soon, and leave nothing out', () => {
  const pass = Array.from({ length: 30_000 }, (_, i) => `X${(i % 300) / 10} Y${i / 1000}`).join('\n');
  const text = `G21 G90 G17\nS1 M3\nG0 X0 Y0 Z5\nG1 Z0 F500\n${pass}\nM30\n`;
  let nowMs = 0;
  const { progress, toolpath } = readText(text, { now: () => (nowMs += 40) });
  const parts = progress.filter(({ kind }) => kind === 'part');
  expect(parts.length).toBeGreaterThan(2);
  expect(progress[0]!.kind).toBe('beginning');
  expect(progress.slice(-2).map(({ kind }) => kind)).toEqual(['whole', 'engaged']);
  const shares = parts.map((each) => (each.kind === 'part' ? each.share : 0));
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  const cuts = toolpath.pieces.reduce(
    (sum, { kinds }) => sum + kinds.filter((kind) => kind === LineKind.cut).length,
    0,
  );
  // Z0, and each of the 30,000 but the first, which stands where it begins.
  expect(cuts).toBe(30_000);
  for (const { rows } of toolpath.pieces) expect([...rows]).toEqual([...rows].sort((a, b) => a - b));
});

test('spheres hold their lines', () => {
  const pass = Array.from({ length: 2000 }, (_, i) => `X${(i * 7919) % 100} Y${(i * 104729) % 90}`).join(
    '\n',
  );
  const { toolpath } = readText(`G21 G90\nS1 M3\nG0 X0 Y0 Z0\nG1 F500\n${pass}\nM30\n`);
  for (const { positions, spheres } of toolpath.pieces)
    for (let point = 1; point < positions.length / 3; point++) {
      const at = 4 * Math.floor(point / pointsPerSphere);
      for (const end of [point - 1, point]) {
        const apart = Math.hypot(
          ...[0, 1, 2].map((axis) => positions[3 * end + axis]! - spheres[at + axis]!),
        );
        expect(apart).toBeLessThanOrEqual(spheres[at + 3]! * 1.0001 + 1e-4);
      }
    }
});

test('beyond the most points the reading goes on and the rest is counted', () => {
  const pass = Array.from({ length: 500 }, (_, i) => `X${i} Y${i % 7}`).join('\n');
  const { toolpath, whole } = readText(`G21 G90\nS1 M3\nG0 X0 Y0 Z0\nG1 F500\n${pass}\nM30\n`, {
    mostPoints: 100,
  });
  const points = toolpath.pieces.reduce((sum, { kinds }) => sum + kinds.length, 0);
  expect(points).toBeLessThan(120);
  expect(whole.omittedMoves).toBeGreaterThan(380);
});

test('a program of another language has findings and no path', () => {
  const { toolpath, whole } = readText(
    'BEGIN PGM 1 MM\nTOOL CALL 1 Z S1000\nL X+10 Y+10 R0 FMAX M3\nL Z-5 F100\nEND PGM 1 MM\n',
  );
  expect(toolpath.pieces).toHaveLength(0);
  expect(whole.diagnostics.map(({ code }) => code)).toContain('dialect.declined');
});
