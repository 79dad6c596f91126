/** Text that flows through paragraphs and tables, gathered into lines and tables: of DOCX and HTML. */
import type { Budget } from './budget.ts';
import type { DocumentLine, DocumentTable, TableRow } from './document.ts';

interface OpenTable {
  readonly number: number;
  readonly rows: TableRow[];
  /** Rows begun, empty ones included. */
  begun: number;
  cells: string[] | undefined;
  /** Lines of the open cell. */
  cell: string[] | undefined;
}

export class FlowCollector {
  readonly #budget: Budget;
  readonly #lines: DocumentLine[] = [];
  readonly #tables: DocumentTable[] = [];
  readonly #open: OpenTable[] = [];
  #text = '';
  #paragraph = 0;
  #full = false;
  #tooDeep = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  text(some: string): void {
    if (this.#text.length < 20_000) this.#text += some;
  }

  /** The end of a paragraph or a line within one. */
  lineEnd(): void {
    const text = this.#text
      .replace(/[\r\n]+/g, ' ')
      .replace(/\u00a0/g, ' ')
      .slice(0, 4000);
    this.#text = '';
    if (text.trim() === '') return;
    const cell = this.#open.at(-1)?.cell;
    if (cell) {
      // What is in a cell is counted by its row.
      if (cell.length < 1000) cell.push(text.trim());
      return;
    }
    this.#paragraph++;
    this.#full ||= !this.#budget.take(text.length);
    if (!this.#full) this.#lines.push({ text, where: `paragraph ${this.#paragraph}` });
  }

  openTable(): void {
    this.lineEnd();
    const number = this.#tables.length + this.#open.length + 1;
    // Nested deeper, a table is part of the cell it stands in.
    if (this.#open.length >= 20) this.#tooDeep++;
    else this.#open.push({ number, rows: [], begun: 0, cells: undefined, cell: undefined });
  }

  openRow(): void {
    const table = this.#open.at(-1);
    if (!table) return;
    this.closeRow();
    table.begun++;
    table.cells = [];
  }

  openCell(): void {
    const table = this.#open.at(-1);
    if (!table) return;
    this.closeCell();
    table.cells ??= [];
    this.#text = '';
    table.cell = [];
  }

  closeCell(): void {
    this.lineEnd();
    const table = this.#open.at(-1);
    if (!table?.cell || !table.cells) return;
    if (table.cells.length < 256) table.cells.push(table.cell.join('\n'));
    table.cell = undefined;
  }

  closeRow(): void {
    this.closeCell();
    const table = this.#open.at(-1);
    if (!table?.cells) return;
    const { cells } = table;
    table.cells = undefined;
    if (cells.every((each) => each === '')) return;
    this.#full ||= !this.#budget.take(cells.reduce((sum, each) => sum + each.length, 0));
    if (!this.#full) table.rows.push({ cells, where: `table ${table.number} row ${table.begun}` });
  }

  closeTable(): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    this.closeRow();
    const table = this.#open.pop();
    if (table && table.rows.length > 0) this.#tables.push({ name: '', rows: table.rows });
  }

  end(): { readonly lines: readonly DocumentLine[]; readonly tables: readonly DocumentTable[] } {
    this.#tooDeep = 0;
    while (this.#open.length > 0) this.closeTable();
    this.lineEnd();
    return { lines: this.#lines, tables: this.#tables };
  }
}
