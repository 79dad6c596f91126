/**
 * The encoding of one batch: columnar, with dictionaries of its own, so that a scan touches no strings.
 *
 *   header    version u8 | flags u8 (0; kept for private fields) | maxSeverity u8 | numbers of rows, strings, shapes, series, varints
 *             | section lengths, 9 varints | min and max of timeUs and of receivedUs, 4 doubles LE
 *   strings   byte lengths varint each, then their UTF-8; string 0 is '' and not stored
 *   shapes    a tree: shape 0 has no attributes, each other one adds an attribute to an earlier shape: that shape varint,
 *             then the attribute's key string × 8 + type, varint
 *   series    site, machine + 1, path + 1 (0: absent), code (strings, varint each), shape varint, kind, severity, quality u8 each
 *   rows      row → series, u8 each, u16 LE where there are more than 256 series
 *   times     per order (timeUs, then receivedUs): mode u8: zigzag varint deltas from the row before, the first from the minimum; or raw doubles
 *   numbers   numbers and booleans (0, 1) of all rows in row and key order, see decimal.ts
 *   texts     strings and JSON texts of all rows in row and key order: string, varint
 *   messages  the rows with a message: distance to the one before varint, string varint
 *   traces    the rows with a trace context: distance varint, 1 when a span follows u8, trace id 16 bytes, span id 8 bytes
 */
export const batchFormatVersion = 1;
export const maxBatchEvents = 65_535;

export const sections = [
  'strings',
  'shapes',
  'series',
  'rows',
  'times',
  'numbers',
  'texts',
  'messages',
  'traces',
] as const;

/** How the times of a batch are stored. */
export const timeMode = { deltas: 0, raw: 1 } as const;
/** Deltas of a span up to this stay exact in a double after zigzag. */
export const maxDeltaSpanUs = 2 ** 52 - 1;
