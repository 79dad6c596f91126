/** LinuxCNC's tool table: `T1 P1 Z0.5 D0.0625`. Lengths in the machine's units, taken as `unitMm` mm. */
import type { ToolOffset } from '../../src/index.ts';

export const toolTable = (text: string, unitMm: number): Record<number, ToolOffset> => {
  const offsets: Record<number, ToolOffset> = {};
  for (const line of text.split('\n')) {
    const number = /\bT(\d+)/i.exec(line)?.[1];
    if (!number) continue;
    const value = (letter: string): number =>
      Number(new RegExp(`\\b${letter}([-+]?[\\d.]+)`, 'i').exec(line)?.[1] ?? 0);
    offsets[Number(number)] = { lengthMm: value('Z') * unitMm, radiusMm: (value('D') * unitMm) / 2 };
  }
  return offsets;
};
