/** What a condition means: the measure of every event store, and the test of events as they come. */
import type { AttributeValue, NewEvent } from '../event.ts';
import { templateTest } from '../templates/template-match.ts';
import type { Condition, Field, TextField } from './condition.ts';
import { fold, hasWords, wordsOf } from './words.ts';

export type EventTest = (event: NewEvent) => boolean;
export type TextTest = (text: string) => boolean;

export interface EventTestOptions {
  /** `linearRegex` of `@mantinel/domain/linear-regex`, handed in because screens load it only when somebody writes a pattern. */
  readonly regex: (source: string) => { test(text: string): boolean };
}

/** Throws what `regex` throws. */
export function eventTest(condition: Condition, options: EventTestOptions): EventTest {
  switch (condition.is) {
    case 'and': {
      const tests = condition.of.map((inner) => eventTest(inner, options));
      return (event) => tests.every((test) => test(event));
    }
    case 'or': {
      const tests = condition.of.map((inner) => eventTest(inner, options));
      return (event) => tests.some((test) => test(event));
    }
    case 'not': {
      const test = eventTest(condition.of, options);
      return (event) => !test(event);
    }
    case 'words':
    case 'contains':
    case 'regex': {
      const test = textTest(condition, options);
      const { field } = condition;
      return field === undefined
        ? (event) => textsOf(event).some(test)
        : (event) => textOf(event, field).some(test);
    }
    case 'begins': {
      const beginning = fold(condition.text);
      return (event) => textOf(event, condition.field).some((text) => fold(text).startsWith(beginning));
    }
    case 'equals': {
      const test = valueTest(condition.value);
      return (event) => test(fieldOf(event, condition.field));
    }
    case 'range': {
      const test = rangeTest(condition);
      return (event) => test(fieldOf(event, condition.field));
    }
    case 'present':
      return (event) => fieldOf(event, condition.field) !== undefined;
    case 'template': {
      const test = templateTest(condition.text);
      return (event) => event.message !== '' && test(event.message);
    }
  }
}

/** What a leaf about texts asks of one text. */
export function textTest(
  leaf: Extract<Condition, { is: 'words' | 'contains' | 'regex' }>,
  { regex }: EventTestOptions,
): TextTest {
  if (leaf.is === 'regex') {
    const compiled = regex(leaf.source);
    return (text) => compiled.test(text);
  }
  const folded = fold(leaf.text);
  if (leaf.is === 'words') {
    const words = wordsOf(folded);
    if (words.length > 0) return (text) => hasWords(fold(text), words, leaf.prefix);
  }
  return (text) => fold(text).includes(folded);
}

/** What `equals` asks of a field's value. */
export function valueTest(value: string | number | boolean): (found: AttributeValue | undefined) => boolean {
  const text = fold(String(value));
  return (found) =>
    found !== undefined && found !== null && typeof found !== 'object' && fold(String(found)) === text;
}

/** What `range` asks of a field's value. */
export function rangeTest(
  range: Pick<Extract<Condition, { is: 'range' }>, 'min' | 'max' | 'above' | 'below'>,
): (found: AttributeValue | undefined) => boolean {
  const { min, max, above, below } = range;
  return (found) =>
    typeof found === 'number' &&
    (min === undefined || found >= min) &&
    (max === undefined || found <= max) &&
    (above === undefined || found > above) &&
    (below === undefined || found < below);
}

/** Undefined where the event has no such field. */
export function fieldOf(event: NewEvent, field: Field): AttributeValue | undefined {
  if (!field.startsWith('attribute.')) return event[field as Exclude<Field, `attribute.${string}`>];
  const key = field.slice('attribute.'.length);
  return Object.hasOwn(event.attributes, key) ? event.attributes[key] : undefined;
}

function textOf(event: NewEvent, field: TextField): string[] {
  const value = fieldOf(event, field);
  return typeof value === 'string' ? [value] : [];
}

/** Every text that is searched when no field is named. */
export function textsOf({ message, code, path, attributes }: NewEvent): string[] {
  const texts = [message, code];
  if (path !== undefined) texts.push(path);
  for (const value of Object.values(attributes)) if (typeof value === 'string') texts.push(value);
  return texts;
}
