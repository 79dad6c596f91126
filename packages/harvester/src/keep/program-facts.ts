/** What a program, its name and its folders say of its project. */
import type { Fact } from '@mantinel/store';
import type { Evidence } from '../evidence/evidence.ts';
import { applyRules } from '../evidence/rules/apply-rules.ts';
import type { FactRule } from '../evidence/rules/fact-rule.ts';
import type { ReadProgram } from '../read/read-program.ts';

/** `said`: what its notes, its folders and its name say. */
export function factsOf(
  about: { readonly project: string; readonly program: string; readonly path: string },
  { materials, tools }: Pick<ReadProgram, 'materials' | 'tools'>,
  { said, rules }: { said: readonly Evidence[]; rules: readonly FactRule[] },
): Fact[] {
  const read = materials.flatMap(({ value, grade, confidence, because, line }): Evidence[] => {
    const hint = { confidence, reader: 'program', where: line > 0 ? `line ${line}` : '', because } as const;
    return [
      { ...hint, field: 'material', value },
      ...(grade === undefined ? [] : [{ ...hint, field: 'material-grade', value: grade } as const]),
    ];
  });
  // What rules about tools look at; the tools themselves have their table.
  const described = tools.flatMap(({ number, description }): Evidence[] =>
    description === undefined
      ? []
      : [
          {
            field: 'tool',
            tool: number,
            value: description.value,
            confidence: description.confidence,
            reader: 'program',
            where: `line ${description.line}`,
            because: description.because,
          },
        ],
  );
  const { evidence } = applyRules([...read, ...said, ...described], rules, about.path);
  return evidence
    .filter((each) => !(each.field === 'tool' && each.reader === 'program'))
    .map(({ field, value, tool, confidence, reader, where, because, rule }) => ({
      project: about.project,
      program: about.program,
      tool,
      field,
      value,
      confidence,
      reader,
      source: `${about.path} ${where}`.trim(),
      because,
      rule,
    }));
}
