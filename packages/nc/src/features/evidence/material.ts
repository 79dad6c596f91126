/** What a program shows of the material it cuts. A hint, with its source; a program that says nothing has no material. */
import type { ByteSource } from '../../source/byte-source.ts';
import type { Fact } from '../fact.ts';
import type { Operation } from '../operations/operation.ts';
import { linesOfBeginning, notesOf } from './beginning.ts';
import { type MaterialGroup, materialNamed } from './material-name.ts';

export interface MaterialHint extends Fact<MaterialGroup> {
  /** `note`: somebody wrote it. `cutting-speed`: only a weak hint, for a slow program cuts anything. */
  readonly source: 'note' | 'cutting-speed';
  /** Grade as written: `6061`, `1018`, `304`. */
  readonly grade: string | undefined;
}

/** The surest first; empty where nothing is said. */
export function materialOf(
  source: ByteSource,
  operations: readonly Operation[] = [],
): readonly MaterialHint[] {
  const hints = new Map<MaterialGroup, MaterialHint>();
  for (const { text, line } of linesOfBeginning(source)) {
    for (const note of notesOf(text)) {
      const named = materialNamed(note.text);
      if (!named) continue;
      const { group, grade, confidence } = named;
      if ((hints.get(group)?.confidence ?? 0) >= confidence) continue;
      hints.set(group, {
        value: group,
        confidence,
        because: `the note "${note.text.slice(0, 80)}"`,
        source: 'note',
        grade,
        line,
        column: note.column,
      });
    }
  }
  const list = [...hints.values()].sort((a, b) => b.confidence - a.confidence);
  if (list.length > 0) return list;
  const hint = bySpeed(operations);
  return hint ? [hint] : [];
}

/**
 * Milling above 400 m/min is done in aluminium, brass, plastic and wood; carbide in steel ends at some 300 m/min (shared tables of ISCAR and
 * Mitsubishi), and aluminium is cut slower as well. So only the upper end says anything, and little.
 */
function bySpeed(operations: readonly Operation[]): MaterialHint | undefined {
  let fastest: Operation | undefined;
  for (const each of operations) {
    if (!['pocket', 'contour', 'slot', 'surface'].includes(each.kind)) continue;
    if ((each.cutting.vc?.typical ?? 0) > (fastest?.cutting.vc?.typical ?? 0)) fastest = each;
  }
  const vc = fastest?.cutting.vc?.typical;
  if (!fastest || vc === undefined || vc < 400) return undefined;
  return {
    value: 'aluminium',
    confidence: Math.min(0.3, 0.3 * fastest.cutting.confidence),
    because: `only its cutting speed of ${Math.round(vc)} m/min: plastic, wood and brass are cut so as well`,
    source: 'cutting-speed',
    grade: undefined,
    line: fastest.line,
    column: 1,
  };
}
