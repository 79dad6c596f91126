/** Workbooks and texts as Office writes them, no larger than a test needs. */
import { type ZipMember, zipOf } from './zip-of.ts';

const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`;

const related = (targets: Readonly<Record<string, string>>): string =>
  xml(
    `<Relationships xmlns="${relationships}">${Object.entries(targets)
      .map(
        ([target, type], i) => `<Relationship Id="rId${i + 1}" Type="${office}/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`,
  );

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A cell as its XML without the reference, or a text, a number. */
export type Cell = string | number | { readonly xml: (reference: string) => string } | undefined;

export interface WorkbookOptions {
  readonly more?: readonly ZipMember[];
  /** Instead of the sheet's rows. */
  readonly sheetXml?: string;
}

const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26);

export function xlsxOf(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  { more = [], sheetXml }: WorkbookOptions = {},
): Uint8Array {
  const strings: string[] = [];
  const cellXml = (cell: Cell, reference: string): string => {
    if (cell === undefined) return '';
    if (typeof cell === 'object') return cell.xml(reference);
    if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
    return `<c r="${reference}" t="s"><v>${strings.push(cell) - 1}</v></c>`;
  };
  const sheetOf = (rows: readonly (readonly Cell[])[]): string =>
    xml(
      `<worksheet><sheetData>${rows
        .map(
          (row, i) =>
            `<row r="${i + 1}">${row.map((cell, j) => cellXml(cell, `${letters(j)}${i + 1}`)).join('')}</row>`,
        )
        .join('')}</sheetData></worksheet>`,
    );
  const names = Object.keys(sheets);
  const parts = Object.values(sheets).map((rows, i) => ({
    name: `xl/worksheets/sheet${i + 1}.xml`,
    content: sheetXml ?? sheetOf(rows),
  }));
  const targets: Record<string, string> = {};
  for (const [i] of parts.entries()) targets[`worksheets/sheet${i + 1}.xml`] = 'worksheet';
  targets['sharedStrings.xml'] = 'sharedStrings';
  targets['styles.xml'] = 'styles';
  return zipOf([
    { name: '[Content_Types].xml', content: xml('<Types/>') },
    { name: '_rels/.rels', content: related({ 'xl/workbook.xml': 'officeDocument' }) },
    {
      name: 'xl/workbook.xml',
      content: xml(
        `<workbook xmlns:r="${office}"><sheets>${names
          .map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
          .join('')}</sheets></workbook>`,
      ),
    },
    { name: 'xl/_rels/workbook.xml.rels', content: related(targets) },
    ...parts,
    {
      name: 'xl/sharedStrings.xml',
      content: xml(
        `<sst>${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
      ),
    },
    {
      // Style 1 is a date, 2 a time, 3 a duration, 4 a date of the shop's own form.
      name: 'xl/styles.xml',
      content: xml(
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="d\\.m\\.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="21"/><xf numFmtId="46"/><xf numFmtId="164"/></cellXfs></styleSheet>',
      ),
    },
    ...more,
  ]);
}

/** Paragraphs as texts, tables as rows of cells; `xml` as it is. */
export type Block = string | readonly (readonly string[])[] | { readonly xml: string };

const paragraph = (text: string): string =>
  `<w:p><w:r>${text
    .split('\t')
    .map((piece) => `<w:t xml:space="preserve">${escaped(piece)}</w:t>`)
    .join('<w:tab/>')}</w:r></w:p>`;

export function docxOf(blocks: readonly Block[], more: readonly ZipMember[] = []): Uint8Array {
  const body = blocks
    .map((block) => {
      if (typeof block === 'string') return paragraph(block);
      if ('xml' in block) return block.xml;
      const rows = block.map(
        (row) =>
          `<w:tr>${row.map((cell) => `<w:tc>${cell.split('\n').map(paragraph).join('')}</w:tc>`).join('')}</w:tr>`,
      );
      return `<w:tbl>${rows.join('')}</w:tbl>`;
    })
    .join('');
  return zipOf([
    { name: '[Content_Types].xml', content: xml('<Types/>') },
    { name: '_rels/.rels', content: related({ 'word/document.xml': 'officeDocument' }) },
    { name: 'word/_rels/document.xml.rels', content: related({ 'header1.xml': 'header' }) },
    { name: 'word/header1.xml', content: xml(`<w:hdr xmlns:w="w">${paragraph('Setup sheet')}</w:hdr>`) },
    {
      name: 'word/document.xml',
      content: xml(`<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`),
    },
    ...more,
  ]);
}
