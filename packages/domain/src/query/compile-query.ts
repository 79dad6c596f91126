/** What a search means. */
import type { AttributeField, Condition, Field, TextField } from '../search/condition.ts';
import { attributePrefix, type Comparison, type QueryNode, type QueryValue } from './query-node.ts';
import { severityNumber } from './query-severity.ts';

export function compileQuery(node: QueryNode): Condition {
  switch (node.type) {
    case 'and':
    case 'or':
      return { is: node.type, of: node.of.map(compileQuery) };
    case 'not':
      return { is: 'not', of: compileQuery(node.of) };
    case 'anywhere':
      return part(node.value);
    case 'field':
      return field(node.field, node.value);
    case 'compare':
      return compare(node.field, node.than, node.number);
  }
}

function field(name: string, value: QueryValue): Condition {
  switch (name) {
    case 'message':
      return part(value, 'message');
    case 'severity':
      return severity(value);
    case 'code':
      return code(value);
    case 'template':
      return 'regex' in value || value.wild ? part(value, 'message') : { is: 'template', text: value.text };
    case 'machine':
    case 'path':
    case 'kind':
    case 'quality':
    case 'site':
      return whole(value, name);
    default:
      return reading(name, (attribute) => whole(value, attribute));
  }
}

/**
 * A part of a text. A bare word is a word or the beginning of one, so that what is being typed finds something already; in quotation
 * marks the words are whole; asterisks on both sides find it within a word as well.
 */
function part(value: QueryValue, field?: 'message'): Condition {
  const within = field === undefined ? {} : { field };
  if ('regex' in value) return { is: 'regex', source: value.regex, ...within };
  const { text, wild } = value;
  if (!wild) return { is: 'words', text, ...(value.quoted ? {} : { prefix: true }), ...within };
  const inner = text.replace(/^\*+|\*+$/g, '');
  if (inner.includes('*')) return { is: 'regex', source: globSource(inner), ...within };
  if (text.startsWith('*')) return { is: 'contains', text: inner, ...within };
  return { is: 'words', text: inner, prefix: true, ...within };
}

/** The whole of a field. */
function whole(value: QueryValue, field: TextField): Condition {
  if ('regex' in value) return { is: 'regex', source: value.regex, field };
  const { text, wild } = value;
  if (!wild) return { is: 'equals', field, value: text };
  if (/^\*+$/.test(text)) return { is: 'present', field };
  const beginning = /^([^*]+)\*+$/.exec(text)?.[1];
  if (beginning !== undefined) return { is: 'begins', field, text: beginning };
  return { is: 'regex', source: `^${globSource(text)}$`, field };
}

/** The whole code or what stands behind one of its dots: `SV0401` is `fanuc.SV0401`. */
function code(value: QueryValue): Condition {
  if ('regex' in value || value.text.startsWith('*')) return whole(value, 'code');
  const source = value.wild ? globSource(value.text) : escaped(value.text);
  return { is: 'regex', source: `(?:^|\\.)${source}$`, field: 'code' };
}

/** By a name all four steps of its range, by a number that step alone. */
function severity(value: QueryValue): Condition {
  const text = 'regex' in value ? '' : value.text;
  const min = severityNumber(text);
  // The parser tells of anything else.
  if (min === undefined) return { is: 'or', of: [] };
  return { is: 'range', field: 'severity', min, max: /^\d/.test(text) ? min : min + 3 };
}

function compare(name: string, than: Comparison, number: number): Condition {
  const beside = (field: Extract<Field, 'severity' | AttributeField>): Condition => ({
    is: 'range',
    field,
    [bounds[than]]: number,
  });
  return name === 'severity' ? beside('severity') : reading(name, beside);
}

const bounds = { '>': 'above', '>=': 'min', '<': 'below', '<=': 'max' } as const;

/**
 * An attribute of that name, or the value of a reading that is called so: `load>80` finds `machine.load` of every axis,
 * `execution:ACTIVE` the state.
 */
function reading(name: string, test: (attribute: AttributeField) => Condition): Condition {
  const value = 'attribute.value';
  if (name === 'value') return test(value);
  if (name.startsWith(attributePrefix)) return test(`attribute.${name.slice(attributePrefix.length)}`);
  const called: Condition = {
    is: 'or',
    of: [
      { is: 'equals', field: 'path', value: name },
      { is: 'regex', source: `\\.${escaped(name)}$`, field: 'code' },
    ],
  };
  return { is: 'or', of: [test(`attribute.${name}`), { is: 'and', of: [called, test(value)] }] };
}

const escaped = (text: string): string => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
const globSource = (text: string): string => text.split(/\*+/).map(escaped).join('[\\s\\S]*');
