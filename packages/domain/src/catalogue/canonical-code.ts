/** FANUC writes one alarm's number in several ways (`SV401`, `SV0401`); the catalogue knows it with four digits. */
const fanuc = /^fanuc\.(PS|SV|SP|OT|OH|SR|SW|BG|EX|DS|IO|PW|MC|IE)(\d{1,4})$/;

/** The same for every way to write a code; other codes as they are. By the code alone, never by the message. */
export function canonicalCode(code: string): string {
  const [, family, number] = fanuc.exec(code) ?? [];
  return family === undefined ? code : `fanuc.${family}${number!.padStart(4, '0')}`;
}
