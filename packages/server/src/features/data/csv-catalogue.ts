/** Explanations as rows of a spreadsheet: those of an export, with a column for each text and language, and those of a machine builder's list. */
import type { DataRecord } from '@mantinel/contract';
import {
  type CatalogueLanguage,
  catalogueLanguages,
  conditionCode,
  type PlaceId,
  type TextPart,
  textParts,
} from '@mantinel/domain';

/** What a list leaves out of its rows, said once for all of them. */
export interface ListDefaults {
  readonly place?: PlaceId | undefined;
  readonly model?: string | undefined;
  /** Prefix of the codes of rows that hold bare numbers. */
  readonly controller?: string | undefined;
  /** Of the columns that name no language. */
  readonly language?: CatalogueLanguage | undefined;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const columnOf = (part: TextPart, language: CatalogueLanguage) => `${part}${capital(language)}`;

export const catalogueColumns: readonly string[] = [
  'code',
  'place',
  'model',
  ...catalogueLanguages.flatMap((language) => textParts.map((part) => columnOf(part, language))),
  'priority',
  'respondWithinMinutes',
  'source',
];

/** As builders' lists have them, in one language and with bare numbers. */
export const listColumns: readonly string[] = ['number', ...textParts];

export function missingListColumns(head: readonly string[]): string[] {
  const titles = ['title', ...catalogueLanguages.map((language) => columnOf('title', language))];
  return [
    ...(head.includes('code') || head.includes('number') ? [] : ['code']),
    ...(titles.some((column) => head.includes(column)) ? [] : ['title']),
  ];
}

export const catalogueCells = ({
  texts,
  respondWithinMinutes,
  ...record
}: DataRecord<'catalogue'>): Record<string, string> => ({
  code: record.code,
  place: record.place,
  model: record.model,
  priority: record.priority ?? '',
  source: record.source,
  respondWithinMinutes: respondWithinMinutes === undefined ? '' : String(respondWithinMinutes),
  ...Object.fromEntries(
    catalogueLanguages.flatMap((language) =>
      textParts.map((part) => [columnOf(part, language), texts[language]?.[part] ?? '']),
    ),
  ),
});

type Row = Readonly<Record<string, string>>;

/** Not yet held against the schema: what is wrong stays as it is, for the schema to name. */
export function catalogueValue(row: Row, list: ListDefaults): Record<string, unknown> {
  const { controller, language = 'en' } = list;
  const number = (row.number ?? '').trim();
  const code =
    row.code ||
    (controller && number ? conditionCode({ controller, nativeCode: number, type: undefined }) : number);
  const minutes = row.respondWithinMinutes ?? '';
  return {
    ...given('code', code),
    ...given('place', row.place || list.place),
    ...given('model', row.model || list.model),
    texts: textsOf(row, language),
    ...given('priority', row.priority?.toLowerCase()),
    ...given('respondWithinMinutes', /^\d+$/.test(minutes) ? Number(minutes) : minutes),
    ...given('source', row.source),
  };
}

const given = (name: string, value: unknown): Record<string, unknown> =>
  value === undefined || value === '' ? {} : { [name]: value };

function textsOf(row: Row, listLanguage: CatalogueLanguage): Record<string, Record<string, string>> {
  const texts: Record<string, Record<string, string>> = {};
  for (const language of catalogueLanguages) {
    const parts = textParts.flatMap((part) => {
      const text = row[columnOf(part, language)] || (language === listLanguage ? row[part] : '') || '';
      return text === '' ? [] : [[part, text] as const];
    });
    if (parts.length > 0) texts[language] = Object.fromEntries(parts);
  }
  return texts;
}

/** `texts.en.title` of the schema is the column `titleEn`. */
export function catalogueColumn(path: readonly PropertyKey[]): string {
  const [first, language, part] = path.map(String);
  if (first !== 'texts') return path.map(String).join('.');
  return part === undefined ? 'title' : `${part}${capital(language ?? '')}`;
}
