/** A search as far as a series leaves it open: what is still to be asked of the texts and numbers of its rows. */
import type { AttributeField, AttributeValue, Field } from '@mantinel/domain';
import type { Series } from '../../codec/series.ts';
import { allOf, anyOf, type Need, nothing } from './need.ts';
import type { Search, TextSearch } from './search.ts';

export type Program =
  | { readonly is: 'and' | 'or'; readonly of: readonly Program[] }
  | { readonly is: 'not'; readonly of: Program }
  /** Any of these texts passes: 0 is the message, then text and JSON attributes in the order of the shape. */
  | { readonly is: 'text'; readonly search: TextSearch; readonly fields: readonly number[] }
  /** A number or boolean (0, 1) in the order of the shape. */
  | {
      readonly is: 'number';
      readonly leaf: number;
      readonly field: number;
      readonly isBoolean: boolean;
      readonly test: (value: AttributeValue) => boolean;
    };

/** True or false where the series decides for all its rows. */
export function programOf(search: Search, series: Series): Program | boolean {
  switch (search.is) {
    case 'and':
    case 'or': {
      const decisive = search.is === 'or';
      const open: Program[] = [];
      for (const inner of search.of) {
        const program = programOf(inner, series);
        if (program === decisive) return decisive;
        if (typeof program !== 'boolean') open.push(program);
      }
      if (open.length === 0) return !decisive;
      return open.length === 1 ? open[0]! : { is: search.is, of: open };
    }
    case 'not': {
      const program = programOf(search.of, series);
      return typeof program === 'boolean' ? !program : { is: 'not', of: program };
    }
    case 'leaf':
      return ofLeaf(search, series);
  }
}

function ofLeaf(search: Extract<Search, { is: 'leaf' }>, series: Series): Program | boolean {
  const { leaf, ofText, ofValue } = search;
  const field: Field | undefined = leaf.is === 'template' ? 'message' : leaf.field;
  if (field === undefined) {
    if (ofText!.test(series.code) || (series.path !== undefined && ofText!.test(series.path))) return true;
    return { is: 'text', search: ofText!, fields: [0, ...textFields(series)] };
  }
  if (field === 'message') {
    if (leaf.is === 'present') return true;
    return ofText ? { is: 'text', search: ofText, fields: [0] } : false;
  }
  return isAttribute(field)
    ? ofAttribute(search, series, field.slice('attribute.'.length))
    : ofValue(series[field]);
}

const isAttribute = (field: Field): field is AttributeField => field.startsWith('attribute.');

function ofAttribute(
  { leaf, number, ofText, ofValue }: Extract<Search, { is: 'leaf' }>,
  { shape }: Series,
  key: string,
): Program | boolean {
  let [numbers, texts] = [0, 1];
  for (const entry of shape) {
    const isNumber = entry.type === 'number' || entry.type === 'boolean';
    if (entry.key !== key) {
      if (isNumber) numbers++;
      else if (entry.type !== 'null') texts++;
      continue;
    }
    if (leaf.is === 'present') return true;
    if (isNumber) {
      const isBoolean = entry.type === 'boolean';
      return { is: 'number', leaf: number, field: numbers, isBoolean, test: ofValue };
    }
    return entry.type === 'string' && ofText ? { is: 'text', search: ofText, fields: [texts] } : false;
  }
  return false;
}

function textFields({ shape }: Series): number[] {
  const fields: number[] = [];
  let texts = 1;
  for (const { type } of shape) {
    if (type === 'string') fields.push(texts);
    if (type === 'string' || type === 'json') texts++;
  }
  return fields;
}

export function needOf(program: Program): Need {
  switch (program.is) {
    case 'and':
      return allOf(program.of.map(needOf));
    case 'or':
      return anyOf(program.of.map(needOf));
    case 'text':
      return program.search.need;
    default:
      return nothing;
  }
}

/** The same for programs that ask the same. */
export function programKey(program: Program): string {
  switch (program.is) {
    case 'and':
    case 'or':
      return `${program.is}(${program.of.map(programKey).join(' ')})`;
    case 'not':
      return `not(${programKey(program.of)})`;
    case 'text':
      return `t${program.search.number}:${program.fields.join(',')}`;
    case 'number':
      return `n${program.leaf}:${program.field}${program.isBoolean ? 'b' : ''}`;
  }
}
