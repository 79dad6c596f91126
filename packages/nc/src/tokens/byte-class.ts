/** What a byte can begin. One table, so that the scanner looks once. */

const ByteClass = {
  unknown: 0,
  blank: 1,
  endOfLine: 2,
  letter: 3,
  digit: 4,
  point: 5,
  symbol: 6,
  parenthesis: 7,
  semicolon: 8,
  percent: 9,
  slash: 10,
  less: 11,
  /** `:`, an O word of old paper tapes. */
  colon: 12,
  carriageReturn: 13,
} as const;

const table = new Uint8Array(256);
const put = (bytes: string, kind: number) => {
  for (const character of bytes) table[character.charCodeAt(0)] = kind;
};
// NUL, DEL and the DC codes are leader, rub-out and reader control of a paper tape or a serial line.
put(' \t\0\x7f\x0b\x0c\x11\x12\x13\x14', ByteClass.blank);
put('\n', ByteClass.endOfLine);
put('\r', ByteClass.carriageReturn);
put('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', ByteClass.letter);
put('0123456789', ByteClass.digit);
put('.', ByteClass.point);
put('#[]+-*=,', ByteClass.symbol);
put('(', ByteClass.parenthesis);
put(';', ByteClass.semicolon);
put('%', ByteClass.percent);
put('/', ByteClass.slash);
put('<', ByteClass.less);
put(':', ByteClass.colon);

export const byteClass: Readonly<Uint8Array> = table;
