/** What a filter asks beyond lists of names: its text and its tree of conditions, compiled once for all series and pages. */
import { AppError } from '@mantinel/contract/app-error';
import {
  type AttributeValue,
  type Condition,
  fold,
  type Leaf,
  leavesOf,
  rangeTest,
  type TextTest,
  templateTest,
  textTest,
  valueTest,
} from '@mantinel/domain';
import { type LinearRegex, linearRegex, RegexFlaw } from '@mantinel/domain/linear-regex';
import type { Filter } from '../../event-store.ts';
import { Automaton } from './automaton.ts';
import { allOf, type Need, needOfPart, needOfWords } from './need.ts';

/** What a leaf asks of one text. `number` is that of the leaf. */
export interface TextSearch {
  readonly number: number;
  readonly test: TextTest;
  /** The same of texts that are still bytes; absent where only strings can be asked. */
  readonly automaton?: Automaton;
  /** What must stand in a page for any of its texts to pass. */
  readonly need: Need;
}

export type Search =
  | { readonly is: 'and' | 'or'; readonly of: readonly Search[] }
  | { readonly is: 'not'; readonly of: Search }
  | {
      readonly is: 'leaf';
      readonly leaf: Leaf;
      readonly number: number;
      /** Absent where no text can pass. */
      readonly ofText: TextSearch | undefined;
      readonly ofValue: (value: AttributeValue | undefined) => boolean;
    };

export interface CompiledSearch {
  readonly search: Search;
  /** Whether it asks for machines, so that series of one profile are not decided alike. */
  readonly asksMachine: boolean;
}

/** Throws `request.invalid` for a pattern that is none. */
export function compileSearch({ text, where }: Pick<Filter, 'text' | 'where'>): CompiledSearch | undefined {
  const parts: Condition[] = [];
  if (text) parts.push({ is: 'contains', text });
  if (where) parts.push(where);
  if (parts.length === 0) return undefined;
  const condition: Condition = parts.length === 1 ? parts[0]! : { is: 'and', of: parts };
  const asksMachine = leavesOf(condition).some((leaf) => 'field' in leaf && leaf.field === 'machine');
  let leaves = 0;
  const compile = (node: Condition): Search => {
    switch (node.is) {
      case 'and':
      case 'or':
        return { is: node.is, of: node.of.map(compile) };
      case 'not':
        return { is: 'not', of: compile(node.of) };
      default: {
        const number = leaves++;
        const ofText = ofTextOf(node);
        return {
          is: 'leaf',
          leaf: node,
          number,
          ofText: ofText && { ...ofText, number },
          ofValue: ofValueOf(node, ofText?.test),
        };
      }
    }
  };
  return { search: compile(condition), asksMachine };
}

function ofTextOf(leaf: Leaf): Omit<TextSearch, 'number'> | undefined {
  switch (leaf.is) {
    case 'words': {
      const text = fold(leaf.text);
      const need = needOfWords(text, { begun: leaf.prefix }) ?? needOfPart(text);
      return { test: textTest(leaf, { regex: linearRegex }), need };
    }
    case 'contains':
      return { test: textTest(leaf, { regex: linearRegex }), need: needOfPart(fold(leaf.text)) };
    case 'regex': {
      const { test, literals, program } = compiledRegex(leaf.source);
      // Most texts fail by a literal, which is much quicker to see.
      const hasLiterals = (text: string) => {
        const folded = fold(text);
        return literals.every((literal) => folded.includes(literal));
      };
      return {
        test: literals.length === 0 ? test : (text) => hasLiterals(text) && test(text),
        automaton: new Automaton(program()),
        need: allOf(literals.map(needOfPart)),
      };
    }
    case 'equals':
      return {
        test: valueTest(leaf.value),
        need: needOfWords(fold(String(leaf.value)), {}) ?? needOfPart(fold(String(leaf.value))),
      };
    case 'begins': {
      const beginning = fold(leaf.text);
      return { test: (text) => fold(text).startsWith(beginning), need: needOfPart(beginning) };
    }
    case 'template': {
      const test = templateTest(leaf.text);
      const words = fold(leaf.text)
        .split(' ')
        .filter((word) => word !== '<*>')
        .join(' ');
      return { test: (text) => text !== '' && test(text), need: needOfWords(words, {}) ?? allOf([]) };
    }
    case 'range':
    case 'present':
      return undefined;
  }
}

function ofValueOf(leaf: Leaf, ofText: TextTest | undefined): (value: AttributeValue | undefined) => boolean {
  switch (leaf.is) {
    case 'equals':
      return valueTest(leaf.value);
    case 'range':
      return rangeTest(leaf);
    case 'present':
      return (value) => value !== undefined;
    default:
      return (value) => typeof value === 'string' && ofText!(value);
  }
}

function compiledRegex(source: string): LinearRegex {
  try {
    return linearRegex(source);
  } catch (error) {
    if (!(error instanceof RegexFlaw)) throw error;
    throw new AppError('request.invalid', { data: { problem: error.message }, cause: error });
  }
}
