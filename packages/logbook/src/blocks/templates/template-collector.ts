/** Groups the messages of a table by what they say, values aside, and counts them for each series of a block. */
import { type Template, TemplateTree } from '@mantinel/domain';
import type { StringTable } from '../../codec/string-table.ts';
import { type Skeletons, whole } from '../columns/skeletons.ts';
import type { RowTable } from '../row-table.ts';
import type { Masks } from '../words/masks.ts';
import type { TemplateCounts } from './template-section.ts';

/** So many kinds of message are told apart in a segment; a program that writes new ones without end gets no more. */
const mostTemplates = 2000;

export class TemplateCollector {
  readonly #table: RowTable;
  readonly #strings: StringTable;
  readonly #skeletons: Skeletons;
  readonly #tree = new TemplateTree({ most: mostTemplates });
  readonly #masks: Masks;
  /** What differs in words with digits alone is of one kind, so that most messages are never looked at as text. */
  readonly #ofMask: (Template | undefined)[] = [];
  readonly #ofString = new Map<number, Template>();

  constructor(table: RowTable, { skeletons, masks }: { skeletons: Skeletons; masks: Masks }) {
    this.#table = table;
    this.#strings = table.strings;
    this.#skeletons = skeletons;
    this.#masks = masks;
  }

  /** Of these rows, by their series in the block; undefined when none has a message. */
  count(rows: Uint32Array, seriesOf: Uint32Array): TemplateCounts | undefined {
    const { texts, textsAt, timeUs, receivedUs, seq } = this.#table;
    /** Template → series → its cell. */
    const byTemplate: (Cell | undefined)[][] = [];
    const cells: Cell[] = [];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const message = texts[textsAt[row]!]!;
      if (message === 0) continue;
      const template = this.#templateOf(message);
      const series = seriesOf[row]!;
      byTemplate[template.id] ??= [];
      let cell = byTemplate[template.id]![series];
      if (!cell) {
        cell = newCell(template, series);
        byTemplate[template.id]![series] = cell;
        cells.push(cell);
      }
      cell.count++;
      includeTime(cell, timeUs[row]!);
      includeReceived(cell, receivedUs[row]!);
      cell.lastSeq = Math.max(cell.lastSeq, seq[row]!);
    }
    return cells.length === 0 ? undefined : this.#joined(cells);
  }

  #templateOf(string: number): Template {
    const skeleton = this.#skeletons.of(string);
    const mask = skeleton === whole ? whole : this.#masks.of(skeleton);
    const known = mask === whole ? this.#ofString.get(string) : this.#ofMask[mask];
    if (known) return known;
    const template = this.#tree.add(this.#strings.text(string));
    if (mask === whole) this.#ofString.set(string, template);
    else this.#ofMask[mask] = template;
    return template;
  }

  /** By what the templates are part of by now. */
  #joined(cells: readonly Cell[]): TemplateCounts {
    const numbers = new Map<number, number>();
    const templates: string[] = [];
    const joined = new Map<string, Cell & { number: number }>();
    for (const cell of cells) {
      const { id, text } = this.#tree.current(cell.template);
      let number = numbers.get(id);
      if (number === undefined) {
        number = templates.push(text) - 1;
        numbers.set(id, number);
      }
      const key = `${number} ${cell.series}`;
      const known = joined.get(key);
      if (!known) joined.set(key, { ...cell, number });
      else join(known, cell);
    }
    const sorted = [...joined.values()].sort((a, b) => a.number - b.number || a.series - b.series);
    const column = (of: (cell: Cell & { number: number }) => number) => Float64Array.from(sorted, of);
    return {
      templates,
      cells: {
        template: column(({ number }) => number),
        series: column(({ series }) => series),
        count: column(({ count }) => count),
        minTimeUs: column(({ minTimeUs }) => minTimeUs),
        maxTimeUs: column(({ maxTimeUs }) => maxTimeUs),
        minReceivedUs: column(({ minReceivedUs }) => minReceivedUs),
        maxReceivedUs: column(({ maxReceivedUs }) => maxReceivedUs),
        lastSeq: column(({ lastSeq }) => lastSeq),
      },
    };
  }
}

interface Cell {
  readonly template: Template;
  readonly series: number;
  count: number;
  minTimeUs: number;
  maxTimeUs: number;
  minReceivedUs: number;
  maxReceivedUs: number;
  lastSeq: number;
}

const newCell = (template: Template, series: number): Cell => ({
  template,
  series,
  count: 0,
  minTimeUs: Number.POSITIVE_INFINITY,
  maxTimeUs: Number.NEGATIVE_INFINITY,
  minReceivedUs: Number.POSITIVE_INFINITY,
  maxReceivedUs: Number.NEGATIVE_INFINITY,
  lastSeq: 0,
});

function includeTime(cell: Cell, timeUs: number): void {
  if (timeUs < cell.minTimeUs) cell.minTimeUs = timeUs;
  if (timeUs > cell.maxTimeUs) cell.maxTimeUs = timeUs;
}

function includeReceived(cell: Cell, receivedUs: number): void {
  if (receivedUs < cell.minReceivedUs) cell.minReceivedUs = receivedUs;
  if (receivedUs > cell.maxReceivedUs) cell.maxReceivedUs = receivedUs;
}

function join(into: Cell, other: Cell): void {
  into.count += other.count;
  includeTime(into, other.minTimeUs);
  includeTime(into, other.maxTimeUs);
  includeReceived(into, other.minReceivedUs);
  includeReceived(into, other.maxReceivedUs);
  into.lastSeq = Math.max(into.lastSeq, other.lastSeq);
}
