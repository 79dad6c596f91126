/**
 * A tree of conditions as SQL. What it means is `eventTest` of the domain; every text of the searcher goes beside the SQL, never
 * into it. Each expression answers 0 or 1, never NULL, so that `NOT` means what it says.
 */
import { AppError } from '@mantinel/contract/app-error';
import { type Condition, type Field, fold, type Leaf, type TextField, wordsOf } from '@mantinel/domain';
import { linearRegex, RegexFlaw } from '@mantinel/domain/linear-regex';
import type { ParameterList } from './parameter-list.ts';

/** `fold` of the domain: held to it over every character by a test. */
export const folded = (sql: string): string =>
  `replaceAll(replaceAll(lowerUTF8(${sql}), 'ς', 'σ'), 'ſ', 's')`;

/** Throws `request.invalid` where a pattern in it is none. */
export function conditionSql(condition: Condition, list: ParameterList): string {
  switch (condition.is) {
    case 'and':
      return joined(condition.of, 'AND', '1', list);
    case 'or':
      return joined(condition.of, 'OR', '0', list);
    case 'not':
      return `(NOT ${conditionSql(condition.of, list)})`;
    default:
      return leafSql(condition, list);
  }
}

const joined = (of: readonly Condition[], by: string, none: string, list: ParameterList): string =>
  of.length === 0 ? none : `(${of.map((inner) => conditionSql(inner, list)).join(` ${by} `)})`;

function leafSql(leaf: Leaf, list: ParameterList): string {
  switch (leaf.is) {
    case 'words': {
      const words = wordsOf(fold(leaf.text));
      if (words.length === 0) return containsSql(leaf, list);
      const prefix = leaf.prefix ?? false;
      if (leaf.field === undefined) return wordsSql(words, prefix, list);
      const near = isAmongWords(leaf.field) ? `${wordsSql(words, prefix, list)} AND ` : '';
      const pattern = list.put('String', wordsPattern(words, prefix));
      return `(${near}${textSql(leaf.field, list, (text) => `match(${folded(text)}, ${pattern})`)})`;
    }
    case 'contains':
      return containsSql(leaf, list);
    case 'regex': {
      const pattern = list.put('String', checkedPattern(leaf.source));
      return textSql(leaf.field, list, (text) => `match(${text}, ${pattern})`);
    }
    case 'begins': {
      const beginning = list.put('String', fold(leaf.text));
      return textSql(leaf.field, list, (text) => `startsWith(${folded(text)}, ${beginning})`);
    }
    case 'equals':
      return equalsSql(leaf, list);
    case 'range':
      return rangeSql(leaf, list);
    case 'present':
      return presentSql(leaf.field, list);
    case 'template':
      return `(message != '' AND ${templateSql(leaf.text, list)})`;
  }
}

/** A part of `words`: see `wordsText`. Its ends are spaces, so that the index of tokens is asked. */
const wordsSql = (words: readonly string[], prefix: boolean, list: ParameterList): string =>
  `(words LIKE ${list.put('String', `% ${words.map(forLike).join(' ')}${prefix ? '' : ' '}%`)})`;

const forLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

/** What `containsSql` and `Filter.text` ask: a part of a folded text. */
export function containsSql(
  { text, field }: { readonly text: string; readonly field?: TextField },
  list: ParameterList,
): string {
  const part = list.put('String', fold(text));
  return textSql(field, list, (searched) => `position(${folded(searched)}, ${part}) > 0`);
}

/** Whether a test holds for one text of the field; without a field for any that is searched (`textsOf` of the domain). */
function textSql(field: TextField | undefined, list: ParameterList, test: (sql: string) => string): string {
  if (field === undefined)
    // A text within the attributes always follows a colon: where there is none, nothing is taken apart.
    return `(${test('message')} OR ${test('code')} OR ifNull(${test('path')}, 0) OR (position(attributes, ':"') > 0 AND arrayExists(raw -> startsWith(raw.2, '"') AND ${test('JSONExtractString(raw.2)')}, JSONExtractKeysAndValuesRaw(attributes))))`;
  const key = attributeOf(field);
  if (key !== undefined) {
    const name = list.put('String', key);
    return `(JSONType(attributes, ${name}) = 'String' AND ${test(`JSONExtractString(attributes, ${name})`)})`;
  }
  const column = columnOf(field);
  return isNullable(column) ? `ifNull(${test(column)}, 0)` : `(${test(column)})`;
}

const attributeOf = (field: Field): string | undefined =>
  field.startsWith('attribute.') ? field.slice('attribute.'.length) : undefined;

type Column = Exclude<Field, `attribute.${string}`>;
const columnNames: ReadonlySet<string> = new Set<Column>([
  'message',
  'site',
  'machine',
  'path',
  'code',
  'kind',
  'quality',
  'severity',
]);

/** The one way of a field's name into the SQL. */
function columnOf(field: Field): Column {
  if (columnNames.has(field)) return field as Column;
  throw new AppError('request.invalid', { data: { problem: `there is no field ${field}` } });
}

const isNullable = (column: Column): boolean => column === 'machine' || column === 'path';
const isAmongWords = (field: TextField): boolean =>
  field === 'message' || field === 'code' || field === 'path' || attributeOf(field) !== undefined;

const betweenWords = '[^\\pL\\pN\\pM_]';

/** The words in a row in one folded text, whatever is between them that is no letter, digit, mark or underscore. */
const wordsPattern = (words: readonly string[], prefix: boolean): string =>
  `(?-s)(?:^|${betweenWords})${words.map(quoted).join(`${betweenWords}+`)}${prefix ? '' : `(?:$|${betweenWords})`}`;

const quoted = (text: string): string => text.replaceAll(/[\\.+*?()|[\]{}^$]/g, '\\$&');

/** RE2's own syntax; without `-s` ClickHouse lets a dot mean a line's end as well. */
function checkedPattern(source: string): string {
  try {
    linearRegex(source);
  } catch (cause) {
    if (!(cause instanceof RegexFlaw)) throw cause;
    throw new AppError('request.invalid', { data: { problem: cause.message }, cause });
  }
  return `(?i-s)${source}`;
}

function equalsSql({ field, value }: Extract<Leaf, { is: 'equals' }>, list: ParameterList): string {
  const text = fold(String(value));
  const number = Number(text);
  // A number equals the text that says it, and only in the one form in which it is written.
  const isNumber = text !== '' && Number.isFinite(number) && String(number) === text;
  const key = attributeOf(field);
  if (key === undefined) {
    const column = columnOf(field);
    if (column === 'severity') return isNumber ? `(severity = ${list.put('Float64', number)})` : '0';
    return textSql(column, list, (sql) => `${folded(sql)} = ${list.put('String', text)}`);
  }
  const name = list.put('String', key);
  const wanted = list.put('String', text);
  const cases = [
    `(JSONType(attributes, ${name}) = 'String' AND ${folded(`JSONExtractString(attributes, ${name})`)} = ${wanted})`,
  ];
  if (isNumber)
    cases.push(
      `(${isNumberSql(name)} AND JSONExtractFloat(attributes, ${name}) = ${list.put('Float64', number)})`,
    );
  if (text === 'true' || text === 'false')
    cases.push(
      `(JSONType(attributes, ${name}) = 'Bool' AND JSONExtractRaw(attributes, ${name}) = ${wanted})`,
    );
  return `(${cases.join(' OR ')})`;
}

const isNumberSql = (name: string): string =>
  `JSONType(attributes, ${name}) IN ('Int64', 'UInt64', 'Double')`;

function rangeSql(range: Extract<Leaf, { is: 'range' }>, list: ParameterList): string {
  const key = attributeOf(range.field);
  const name = key === undefined ? undefined : list.put('String', key);
  const number = name === undefined ? 'severity' : `JSONExtractFloat(attributes, ${name})`;
  const tests = name === undefined ? [] : [isNumberSql(name)];
  const limits = [
    ['>=', range.min],
    ['>', range.above],
    ['<=', range.max],
    ['<', range.below],
  ] as const;
  for (const [compares, limit] of limits)
    if (limit !== undefined) tests.push(`${number} ${compares} ${list.put('Float64', limit)}`);
  return tests.length === 0 ? '1' : `(${tests.join(' AND ')})`;
}

function presentSql(field: Field, list: ParameterList): string {
  const key = attributeOf(field);
  if (key !== undefined) return `JSONHas(attributes, ${list.put('String', key)})`;
  const column = columnOf(field);
  return isNullable(column) ? `isNotNull(${column})` : '1';
}

/** `templateTest` of the domain over the message's own template: a star stands for one word or value, or more. */
function templateSql(text: string, list: ParameterList): string {
  if (text === '') return "template = ''";
  const words = text.split(' ').map((word) => (word === '<*>' ? '[^ ]+(?: [^ ]+)*' : quoted(word)));
  return `match(template, ${list.put('String', `^${words.join(' ')}$`)})`;
}
