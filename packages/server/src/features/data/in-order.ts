/** Records in the order in which they can be brought in: kinds as they refer to each other, containers before contents. */
import { type DataKind, dataKinds } from '@mantinel/contract';
import type { RawRecord } from './csv-kinds.ts';

export function inOrder(records: readonly RawRecord[]): RawRecord[] {
  const of = (kind: DataKind) => records.filter((record) => record.kind === kind);
  return dataKinds.flatMap((kind) => (kind === 'places' ? containersFirst(of(kind)) : of(kind)));
}

/** Those of a circle, and below it, come last and are refused by the plant. */
function containersFirst(places: readonly RawRecord[]): RawRecord[] {
  const inFile = new Map(places.map((record) => [textOf(record, 'id'), record]));
  const depths = new Map<RawRecord, number>();
  for (const place of places) {
    let depth = 0;
    let above: RawRecord | undefined = place;
    while (above && depth <= places.length) {
      const parent: string | undefined = textOf(above, 'parent');
      above = parent === undefined ? undefined : inFile.get(parent);
      if (above) depth += 1;
      const known = above && depths.get(above);
      if (known !== undefined) {
        depth += known;
        break;
      }
    }
    depths.set(place, depth);
  }
  return places.toSorted((one, other) => depths.get(one)! - depths.get(other)!);
}

function textOf({ value }: RawRecord, name: string): string | undefined {
  const found = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'string' ? found : undefined;
}
