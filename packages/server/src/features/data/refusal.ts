/** Why a row is refused: at which column, in words, and what helps. */
import { AppError, type ErrorCode, type ImportedRow } from '@mantinel/contract';
import type { z } from 'zod';

type Refusal = Pick<ImportedRow, 'column' | 'problem' | 'remedy'>;

const columns: Readonly<Partial<Record<ErrorCode, string>>> = {
  'place.notFound': 'place',
  'machine.notFound': 'place',
  'place.misplaced': 'parent',
  'place.exists': 'id',
  'place.otherSite': 'parent',
  'person.exists': 'name',
  'person.notFound': 'person',
  'part.notFound': 'part',
  'grant.notYours': 'role',
  'outgoing.refused': 'url',
};

export function refusalOf(error: AppError | z.core.$ZodError): Refusal {
  if (error instanceof AppError) {
    const column = columns[error.code];
    return { ...(column ? { column } : {}), problem: withoutDot(error.message), remedy: error.remedy };
  }
  const [issue] = error.issues;
  const column = issue?.path.map(String).join('.');
  return {
    ...(column ? { column } : {}),
    problem: wordsOf(issue),
    remedy:
      issue?.code === 'invalid_value'
        ? `Use one of: ${issue.values.join(', ')}.`
        : 'Correct it and bring the file again.',
  };
}

function wordsOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_type') {
    if (issue.input === undefined) return 'it is missing';
    if (issue.expected === 'boolean') return 'it is neither yes nor no';
    if (issue.expected === 'number' || issue.expected === 'int') return 'it is no whole number';
  }
  if (issue?.code === 'invalid_value') return 'there is no such thing';
  return withoutDot(issue?.message ?? 'it is not understood');
}

const withoutDot = (text: string): string => text.replace(/\.$/, '');
