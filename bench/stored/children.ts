/** Measures in processes of their own, whose memory is theirs alone. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a script of `bench/` prints as JSON at its end. */
export const child = (script: string, args: readonly string[]) =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, '..', script), ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );

export function bytesUnder(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

export type Times = Record<string, { p50: number; p95: number }>;

export const printTimes = (rows: Times): void =>
  console.table(
    Object.fromEntries(
      Object.entries(rows).map(([name, { p50, p95 }]) => [
        name,
        { 'p50 ms': +p50.toFixed(1), 'p95 ms': +p95.toFixed(1) },
      ]),
    ),
  );
