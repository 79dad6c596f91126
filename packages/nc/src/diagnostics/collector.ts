/** Gathers findings, some of each code, and counts the rest. */
import { catalogue, type DiagnosticCode } from './catalogue.ts';
import type { Diagnostic, DiagnosticCount } from './diagnostic.ts';

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

export interface Collector {
  readonly list: readonly Diagnostic[];
  report(code: DiagnosticCode, place: Place, data?: Readonly<Record<string, string | number>>): void;
  counts(): readonly DiagnosticCount[];
}

export const collector = (perCode: number): Collector => {
  const list: Diagnostic[] = [];
  const counts = new Map<DiagnosticCode, number>();
  // A loop finds the same at the same place in every turn; that is one finding.
  const places = new Set<string>();
  return {
    list,
    report(code, place, data = {}) {
      const count = counts.get(code) ?? 0;
      if (count < perCode) {
        const key = `${code} ${place.file} ${place.start}`;
        if (places.has(key)) return;
        places.add(key);
        const { severity, message, remedy } = catalogue[code];
        list.push({
          severity,
          code,
          ...place,
          message: fill(message, data),
          remedy: fill(remedy, data),
          data,
        });
      }
      counts.set(code, count + 1);
    },
    counts: () => [...counts].map(([code, count]) => ({ code, count, severity: catalogue[code].severity })),
  };
};

const fill = (text: string, data: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = data[name];
    return typeof value === 'number' ? String(Number(value.toFixed(4))) : (value ?? '?');
  });
