/** Programs as a shop has them by the thousand: plates with a face, pockets, holes and threads; every fifth a revision of the one before. */
import { random32 } from '../random.ts';

const materials = ['STEEL 1045', 'AL 6082', 'STAINLESS 304', 'BRASS', 'TITANIUM TI6AL4V'];
const mills = [4, 5, 6, 8, 10, 12, 16, 20];
const drills = [3.3, 4.2, 5, 6.8, 8.5, 10.2];

export function generatedProgram(index: number): string {
  const revision = index % 5 === 4;
  const bits = random32(revision ? index - 1 : index);
  const random = () => bits() / 2 ** 32;
  const whole = (below: number) => Math.floor(random() * below);
  const material = whole(materials.length);
  const mill = mills[whole(mills.length)]!;
  const drill = drills[whole(drills.length)]!;
  const vc = [180, 400, 110, 250, 60][material]! * (0.7 + 0.6 * random());
  const rpm = (diameter: number, of = 1) => Math.round((1000 * vc * of) / (Math.PI * diameter));
  const lines = [
    '%',
    `O${10_000 + index} (PLATE ${revision ? index - 1 : index})`,
    `(MATERIAL: ${materials[material]})`,
    `(T1 D=50 FACE MILL Z5)`,
    `(T2 D=${mill} END MILL Z4)`,
    `(T3 D=${drill} DRILL)`,
    'G21 G90 G17 G40 G80',
    'T1 M6',
    `G54 S${rpm(50)} M3`,
    'G0 G43 Z50. H1 X-30. Y0.',
    'Z2.',
    `G1 Z0. F${Math.round(rpm(50) * 5 * 0.1)}`,
  ];
  for (let y = 0; y <= 60; y += 35) lines.push(`Y${y}.`, `X${y % 2 ? -30 : 130}.`);
  lines.push('G0 Z50. M5', 'T2 M6', `S${rpm(mill)} M3`, 'G0 G43 Z50. H2');
  const feed = Math.round(rpm(mill) * 4 * mill * 0.006 * (revision ? 0.9 : 1));
  for (let pocket = 0; pocket < 1 + whole(3); pocket++) {
    const [x, y] = [10 + whole(70), 10 + whole(30)];
    const [width, depth] = [mill * 2 + whole(20), 3 + whole(8)];
    lines.push(`G0 X${x}. Y${y}.`, 'Z2.');
    for (let z = 1; z <= depth; z += 2) {
      lines.push(`G1 Z-${z}. F${Math.round(feed / 3)}`);
      for (let step = mill / 2; step < width / 2; step += mill * 0.4)
        lines.push(
          `G1 X${(x + step).toFixed(3)} Y${(y - step).toFixed(3)} F${feed}`,
          `Y${(y + step).toFixed(3)}`,
          `X${(x - step).toFixed(3)}`,
          `Y${(y - step).toFixed(3)}`,
          `X${(x + step).toFixed(3)}`,
        );
    }
    lines.push('G0 Z50.');
  }
  lines.push('M5', 'T3 M6', `S${rpm(drill, 0.5)} M3`, 'G0 G43 Z50. H3');
  const holes = 6 + whole(20);
  for (let hole = 0; hole < holes; hole++)
    lines.push(
      `${hole === 0 ? `G99 G83 Z-${8 + whole(20)}. R2. Q3. F${Math.round(rpm(drill, 0.5) * 0.12)} ` : ''}X${whole(100)}. Y${whole(60)}.`,
    );
  lines.push('G80', 'G0 Z50. M5', 'G91 G28 Z0.', 'M30', '%', '');
  return lines.join('\r\n');
}
