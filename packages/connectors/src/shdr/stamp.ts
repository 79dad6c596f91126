/** What a line's time field gives to each of its observations. */
export interface Stamp {
  readonly timeUs: number;
  readonly receiptTime?: true;
  readonly latin1?: true;
  readonly details?: Readonly<Record<string, string | number>>;
}
