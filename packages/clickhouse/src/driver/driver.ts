/** What the store asks of a ClickHouse, however it is reached: over HTTP in production, within the process in tests (chdb). */

/** A value handed over beside the SQL, never within it: `{name:Type}` stands where it belongs. */
export type Parameter = string | number | readonly string[];
export type Parameters = Readonly<Record<string, Parameter>>;

export interface Insert {
  readonly table: string;
  readonly columns: readonly string[];
  /** One JSON array a line, in the order of `columns` (JSONCompactEachRow). */
  readonly lines: string;
  /** An insert that is sent again under its token is stored once, and waits for the first to end. */
  readonly token: string;
}

export interface Driver {
  /** The server and database as people call them, without a password. */
  readonly place: string;
  /** Statements without an answer. */
  exec(sql: string, parameters?: Parameters): Promise<void>;
  /** Rows as arrays of columns. 64-bit integers come as numbers: everything stored here is within 53 bits. */
  query<Row extends readonly unknown[]>(sql: string, parameters?: Parameters): Promise<Row[]>;
  /** Resolves when the rows are on the server's disk. */
  insert(insert: Insert): Promise<void>;
  close(): Promise<void>;
}

/** All of them throw this. */
export class ClickHouseProblem extends Error {
  override readonly name = 'ClickHouseProblem';
  /**
   * `away`: it was not reached, nothing was done. `unknown`: the connection went while it worked, so that it may be done or
   * not. `refused`: the server answered that it was not done, with `number` as its own code.
   */
  readonly outcome: 'away' | 'unknown' | 'refused';
  readonly number: number | undefined;

  constructor(
    outcome: ClickHouseProblem['outcome'],
    message: string,
    options: { number?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.outcome = outcome;
    this.number = options.number;
  }
}

/** Of every statement. */
export const settings = {
  output_format_json_quote_64bit_integers: 0,
  // Otherwise the last digit of a number may be another one.
  precise_float_parsing: 1,
  // Answered when the part is on disk, not when it is in a buffer.
  async_insert: 0,
  mutations_sync: '1',
} as const;
