/** Finds out what a control's line numbers mean: lines of the file, counted from 0 or 1, or N words. */
import type { Moments } from '../runs/moments.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Numbering, StepIndex } from './observations.ts';

/** Controls count from 0, from 1, or leave the first lines (%, O number) out. */
const usualShifts = [0, -1, 1, -2, 2];
/** Beside the usual one: lines that were put in or taken out at the machine. */
const mostShifts = 6;

/** All that may be, the likeliest first; empty where no line was told. */
export function numberingsOf(timeline: Timeline, index: StepIndex, moments: Moments): Numbering[] {
  const seen = new Set<number>();
  for (let row = 0; row < moments.count; row++)
    if (moments.active[row] === 1 && moments.line[row]! > 0) seen.add(moments.line[row]!);
  if (seen.size === 0) return [];
  const share = (has: (line: number) => boolean) => [...seen].filter(has).length / seen.size;
  const edited = editedShifts(timeline, moments);
  const lines = usualShifts.map((shift) => ({
    numbering: { kind: 'line' as const, shifts: [...new Set([shift, ...edited])].slice(0, mostShifts) },
    share: share((line) => index.line.has(line - shift)),
  }));
  const blocks = {
    numbering: { kind: 'block' as const, shifts: [0] },
    share: share((line) => index.block.has(line)),
  };
  // Numbered in tens, nearly every N word is a line of the file too: the chain decides between what is met by most.
  const all = [blocks, ...lines];
  const most = Math.max(...all.map((each) => each.share));
  return all.filter((each) => each.share > 0 && each.share >= most - 0.1).map(({ numbering }) => numbering);
}

/** By how much lines are ahead at each change of tool and behind it: the block of the change and the first behind it, as far as they were seen. */
function editedShifts({ steps, changesTool, tool, line }: Timeline, moments: Moments): number[] {
  const changes: number[] = [];
  for (let step = 0; step < steps; step++) if (changesTool[step] === 1) changes.push(step);
  const shifts: number[] = [];
  let held = -1;
  for (let row = 0; row < moments.count; row++) {
    const now = moments.tool[row]!;
    if (now > 0 && held >= 0 && now !== held) {
      const before = moments.line[Math.max(0, row - 1)]!;
      let next = row;
      while (next < moments.count && (moments.line[next] === before || moments.line[next]! <= 0)) next += 1;
      for (const step of changes) {
        if (next >= moments.count || tool[step] !== now || step + 1 >= steps) continue;
        shifts.push(before - line[step]!, moments.line[next]! - line[step + 1]!);
      }
    }
    held = now;
  }
  return shifts.filter((shift) => shift !== 0 && Math.abs(shift) < 0.3 * line[steps - 1]! + 50);
}
