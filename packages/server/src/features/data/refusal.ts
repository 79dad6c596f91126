/** Why a row is refused: at which column, in words, and what helps. */
import { AppError, config, type DataKind, type ErrorCode, type ImportedRow } from '@mantinel/contract';
import type { z } from 'zod';
import { catalogueColumn } from './csv-catalogue.ts';
import { columnsOf } from './csv-kinds.ts';

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
  'catalogue.exists': 'code',
  'machine.exists': 'id',
  'machine.ofDemo': 'id',
  // A password within an address is the only secret that is shown hidden.
  'configuration.refused': 'url',
  'deviceModel.unreadable': 'deviceModel',
  'deviceModel.invalid': 'deviceModel',
  'deviceModel.chooseDevice': 'device',
};

export function refusalOf(error: AppError | z.core.$ZodError, kind: DataKind): Refusal {
  if (error instanceof AppError) {
    const column = columns[error.code];
    const told = column !== undefined && columnsOf[kind].includes(column);
    return { ...(told ? { column } : {}), problem: withoutDot(error.message), remedy: error.remedy };
  }
  const [issue] = error.issues;
  const path = issue?.path ?? [];
  const column = kind === 'catalogue' ? catalogueColumn(path) : path.map(String).join('.');
  return {
    ...(column ? { column } : {}),
    problem: wordsOf(issue),
    remedy: remedyOf(issue),
  };
}

function remedyOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_value') return `Use one of: ${issue.values.join(', ')}.`;
  // Which shape a record has is told by this one of its fields: only machines have several.
  if (issue?.code === 'invalid_union' && issue.path.at(-1) === 'connector')
    return `Use one of: ${config.Machine.options.map(({ shape }) => shape.connector.value).join(', ')}.`;
  return 'Correct it and bring the file again.';
}

function wordsOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_type') {
    if (issue.input === undefined) return 'it is missing';
    if (issue.expected === 'boolean') return 'it is neither yes nor no';
    if (issue.expected === 'number' || issue.expected === 'int') return 'it is no whole number';
  }
  if (issue?.code === 'invalid_value' || issue?.code === 'invalid_union') return 'there is no such thing';
  return withoutDot(issue?.message ?? 'it is not understood');
}

const withoutDot = (text: string): string => text.replace(/\.$/, '');
