/** Programs and folders of programs that tests write. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A plate with `holes` holes, face milled before; of another `seed` other holes. */
export function plate({ number = 1001, holes = 12, seed = 1, note = '', feed = 400 } = {}): string {
  const lines = [
    '%',
    `O${number} (PLATE ${seed})`,
    ...(note === '' ? [] : [`(${note})`]),
    '(T1 D=50 FACE MILL)',
    '(T3 D=8.5 DRILL)',
    'G21 G90 G17 G40 G80',
    'T1 M6',
    'G54 S1200 M3',
    'G0 G43 Z50 H1 X-30 Y0',
    'Z2',
    `G1 Z0 F${feed}`,
    'X130',
    'Y40',
    'X-30',
    'G0 Z50 M5',
    'T3 M6',
    'S2200 M3',
    'G0 G43 Z50 H3',
  ];
  let random = seed;
  for (let i = 0; i < holes; i++) {
    random = (random * 16807) % 2147483647;
    const [x, y] = [random % 100, Math.floor(random / 100) % 40];
    lines.push(i === 0 ? `G99 G81 X${x}. Y${y}. Z-12. R2. F180` : `X${x}. Y${y}.`);
  }
  lines.push('G80', 'G0 Z50 M5', 'M30', '%', '');
  return lines.join('\r\n');
}

/** A temporary folder with these files, by path; gone with `await using`. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<
  {
    readonly path: string;
    write(path: string, content: string | Uint8Array): Promise<void>;
  } & AsyncDisposable
> {
  const path = await mkdtemp(join(tmpdir(), 'mantinel-harvest-'));
  const write = async (name: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  };
  for (const [name, content] of Object.entries(files)) await write(name, content);
  return {
    path,
    write,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}
