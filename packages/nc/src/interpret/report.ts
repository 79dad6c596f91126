/** Findings with their place, from where the interpreter stands. */
import type { DiagnosticCode } from '../diagnostics/catalogue.ts';
import type { Place } from '../diagnostics/collector.ts';
import { textOfBytes } from '../source/byte-source.ts';
import type { Control } from './control.ts';

type Data = Readonly<Record<string, string | number>>;

/** Findings that follow from values of variables. */
const ofValues: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  ...([
    'arc.no-radius',
    'arc.radius-mismatch',
    'arc.radius-too-small',
    'arc.r-full-circle',
    'arc.no-centre',
  ] as const),
  ...([
    'cycle.no-depth',
    'cycle.r-below-bottom',
    'macro.division-by-zero',
    'macro.domain',
    'macro.endless',
    'macro.budget',
  ] as const),
  ...(['jump.not-found', 'call.not-found', 'feed.missing'] as const),
]);

/** At the token at hand. */
export const reportAt = (state: Control, code: DiagnosticCode, data: Data = {}): void => {
  if (state.valuesMissing && ofValues.has(code)) return;
  const { tokens, token } = state.file;
  if (!tokens) {
    report(state, code, data);
    return;
  }
  const at = Math.min(token, tokens.count - 1);
  const start = tokens.offset + (tokens.start[at] ?? 0);
  state.found.report(code, placeOf(state, start, tokens.offset + (tokens.end[at] ?? 0)), data);
};

/** At the whole block. */
export const report = (state: Control, code: DiagnosticCode, data: Data = {}): void => {
  if (state.valuesMissing && ofValues.has(code)) return;
  state.found.report(code, placeOfBlock(state), data);
};

export const placeOfBlock = (state: Control): Place =>
  placeOf(state, state.block.offset, Math.max(state.block.end, state.block.offset));

/** At one word of the block. */
export const reportWord = (state: Control, word: number, code: DiagnosticCode, data: Data = {}): void => {
  if (state.valuesMissing && ofValues.has(code)) return;
  const start = state.block.starts[word]!;
  const end = wordEnd(state, start);
  state.found.report(code, placeOf(state, start, end), data);
};

const placeOf = (state: Control, start: number, end: number): Place => ({
  file: state.file.name,
  line: state.block.line,
  column: Math.max(1, start - state.block.lineStart + 1),
  start,
  end,
});

const wordEnd = (state: Control, start: number): number => {
  const { tokens } = state.file;
  if (!tokens) return start + 1;
  for (let i = Math.min(state.file.token, tokens.count - 1); i >= 0; i--) {
    if (tokens.offset + tokens.start[i]! === start) return tokens.offset + tokens.end[i]!;
    if (tokens.offset + tokens.start[i]! < start) break;
  }
  return start + 1;
};

/** The text of the token at hand, cut to what a person reads. */
export const textAt = (state: Control): string => {
  const { tokens, token } = state.file;
  if (!tokens || token >= tokens.count) return '';
  const from = tokens.start[token]!;
  return textOfBytes(tokens.bytes, from, Math.min(tokens.end[token]!, from + 40));
};
