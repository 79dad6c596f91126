/** mantinel.yaml as text → a configuration, or every problem with its line and remedy. */
import { Config } from '@mantinel/contract';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { nearestKey, schemaAt } from './schema-at.ts';

export interface ConfigProblem {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** `http.port`; empty for the file as a whole. */
  readonly setting: string;
  readonly problem: string;
  readonly remedy: string;
}

export type CheckedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly [ConfigProblem, ...ConfigProblem[]] };

type Document = ReturnType<typeof parseDocument>;
type Path = readonly (string | number)[];

export function checkConfig(text: string): CheckedConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const [first, ...rest] = document.errors.map((error) => ({
    ...at(error.pos[0]),
    setting: '',
    problem: lowerFirst(error.message),
    remedy: 'Correct the YAML there: names and values are separated by ": ", nesting is two spaces.',
  }));
  if (first) return { ok: false, problems: [first, ...rest] };
  let value: unknown;
  try {
    value = document.toJS() ?? {};
  } catch (cause) {
    // Aliases are resolved only here: one without its anchor, or a bomb of them.
    const problem = lowerFirst((cause as Error).message);
    return {
      ok: false,
      problems: [{ line: 1, column: 1, setting: '', problem, remedy: 'Write the values out.' }],
    };
  }
  const parsed = Config.safeParse(value, { reportInput: true });
  if (parsed.success) return { ok: true, config: parsed.data };
  const problems = parsed.error.issues.flatMap((issue) => describeIssue(issue, document, value, at));
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  return { ok: false, problems: problems as [ConfigProblem, ...ConfigProblem[]] };
}

type At = (offset: number) => { line: number; column: number };

function describeIssue(issue: z.core.$ZodIssue, document: Document, value: unknown, at: At): ConfigProblem[] {
  const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const known = schemaAt(Config, path, value);
    return issue.keys.map((key) => {
      const near = nearestKey(key, known);
      return {
        ...at(keyOffset(document, path, key)),
        setting: [...path, key].join('.'),
        problem: `${[...path, key].join('.')} is not a setting`,
        remedy: near
          ? `Did you mean ${near}? Otherwise remove the line.`
          : `Remove the line, or use one of: ${known.join(', ')}.`,
      };
    });
  }
  const name = path.length === 0 ? 'the file' : path.join('.');
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  return [
    {
      ...at(valueOffset(document, path)),
      setting: path.join('.'),
      problem: missing ? `${name} is missing` : `${name}: ${lowerFirst(issue.message)}`,
      remedy: missing ? `Add ${path.at(-1)}: … there.` : remedyFor(issue),
    },
  ];
}

function remedyFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_union':
      return 'Set connector to shdr, mtconnect or replay.';
    case 'invalid_type':
      return `Write a ${issue.expected} there.`;
    case 'too_small':
      return `Write at least ${issue.minimum}.`;
    case 'too_big':
      return `Write at most ${issue.maximum}.`;
    case 'invalid_value':
      return `Write one of: ${issue.values.join(', ')}.`;
    default:
      return 'Correct the value and start again.';
  }
}

/** Where the value of a path stands, or, where it is missing, what should hold it. */
function valueOffset(document: Document, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function keyOffset(document: Document, path: Path, key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isMap(map)) {
    const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
    if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
  }
  return valueOffset(document, path);
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
