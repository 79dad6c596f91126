/** The series of many batches numbered together, without making a string for one that is known already. */
import type { RawBatch } from './raw-batch.ts';
import { attributeTypes, entryAt, type Series, seriesOf } from './series.ts';
import { SeriesTable, seriesWords } from './series-table.ts';
import { attributeEntry, keyOfEntry, ShapeTable, typeOfEntry } from './shape-table.ts';
import { StringTable } from './string-table.ts';

export class SeriesDictionary {
  readonly series: Series[] = [];
  readonly strings: StringTable;
  readonly #tuples = new SeriesTable();
  readonly #shapeNumbers = new ShapeTable();
  readonly #shapes: Series['shape'][] = [[]];

  /** `capacity`: bytes of all strings, if something is known of them. */
  constructor(capacity?: number) {
    this.strings = new StringTable(capacity);
  }

  /** The batch's series → `series`; `strings` numbers the batch's strings in this dictionary's table. */
  of(batch: RawBatch, strings = this.stringsOf(batch)): Uint32Array {
    const shapes = this.#shapesOf(batch, strings);
    const words = batch.series();
    const numbers = new Uint32Array(batch.seriesCount);
    for (let series = 0; series < numbers.length; series++) {
      const at = series * seriesWords;
      const machine = words[at + 1]!;
      const path = words[at + 2]!;
      const number = this.#tuples.index(
        strings(words[at]!),
        machine === 0 ? 0 : strings(machine - 1) + 1,
        path === 0 ? 0 : strings(path - 1) + 1,
        strings(words[at + 3]!),
        entryAt(shapes, words[at + 4]!),
        words[at + 5]!,
      );
      if (number === this.series.length) this.series.push(this.#make(number));
      numbers[series] = number;
    }
    return numbers;
  }

  /** The batch's string → its number here, entered when first asked for. */
  stringsOf(batch: RawBatch): (index: number) => number {
    const ends = batch.stringEnds();
    const known = new Int32Array(ends.length).fill(-1);
    return (index) => {
      const number = known[index];
      if (number === undefined) throw new RangeError('a text is missing from the dictionary');
      if (number >= 0) return number;
      const from = index === 0 ? ends[0]! : ends[index - 1]!;
      known[index] = this.strings.intern(batch.bytes, from, ends[index]!);
      return known[index]!;
    };
  }

  #shapesOf(batch: RawBatch, strings: (index: number) => number): number[] {
    const raw = batch.shapes();
    const numbers = [0];
    for (let at = 2; at < raw.length; at += 2) {
      const parent = numbers[raw[at]!]!;
      const type = typeOfEntry(raw[at + 1]!);
      const entry = attributeEntry(strings(keyOfEntry(raw[at + 1]!)), type);
      const number = this.#shapeNumbers.with(parent, entry);
      if (number === this.#shapes.length) {
        const key = this.strings.text(keyOfEntry(entry));
        this.#shapes.push([...this.#shapes[parent]!, { key, type: entryAt(attributeTypes, type) }]);
      }
      numbers.push(number);
    }
    return numbers;
  }

  #make(number: number): Series {
    const { words } = this.#tuples;
    const own = words.subarray(number * seriesWords, (number + 1) * seriesWords);
    return seriesOf(own, (index) => this.strings.text(index), this.#shapes);
  }
}
