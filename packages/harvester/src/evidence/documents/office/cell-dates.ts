/** Numbers of a workbook that are dates or times by the format of their cell (ECMA-376 part 1, 18.8.30 and 18.8.31). */
import type { Budget } from '../budget.ts';
import { walkXml } from './walk-xml.ts';

export type ShownAs = 'date' | 'time' | 'duration';

/** By style of a cell. */
export function dateFormats(
  styles: Uint8Array | undefined,
  budget: Budget,
): readonly (ShownAs | undefined)[] {
  const own = new Map<number, ShownAs | undefined>();
  const formats: (ShownAs | undefined)[] = [];
  let inCells = false;
  if (styles)
    walkXml(
      styles,
      {
        open(name, { numFmtId, formatCode }) {
          if (name === 'numFmt') own.set(Number(numFmtId), shownBy(formatCode ?? ''));
          if (name === 'cellXfs') inCells = true;
          if (name !== 'xf' || !inCells) return;
          const id = Number(numFmtId ?? 0);
          formats.push(own.has(id) ? own.get(id) : builtIn(id));
        },
        close(name) {
          if (name === 'cellXfs') inCells = false;
        },
      },
      budget,
    );
  return formats;
}

function builtIn(id: number): ShownAs | undefined {
  if ((id >= 14 && id <= 17) || id === 22) return 'date';
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return 'time';
  return id === 46 ? 'duration' : undefined;
}

function shownBy(format: string): ShownAs | undefined {
  if (/\[[hms]+\]/i.test(format)) return 'duration';
  const bare = format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').toLowerCase();
  if (/[yd]/.test(bare)) return 'date';
  return /[hs]/.test(bare) ? 'time' : undefined;
}

/** `2026-03-02`, or `1:02:03` of hours, minutes and seconds. Undefined for what is no date. */
export function shownDate(serial: number, as: ShownAs, since1904: boolean): string | undefined {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return undefined;
  if (as === 'date') {
    // Excel holds 1900 for a leap year, so its days count from the day before the last of 1899.
    const days = Math.floor(serial) + (since1904 ? 1462 : 0) - 25_569;
    return new Date(days * 86_400_000).toISOString().slice(0, 10);
  }
  const seconds = Math.round((as === 'duration' ? serial : serial % 1) * 86_400);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
