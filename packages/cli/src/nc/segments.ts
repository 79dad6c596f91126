/** The tools of a program, and the reducer that cuts it into operations. */
import {
  type OperationReducer,
  operationNotes,
  operationReducer,
  type ProgramTool,
  toolsOf,
} from '@mantinel/nc';
import type { ReadProgram } from './each-program.ts';

export interface Segments {
  readonly tools: readonly ProgramTool[];
  readonly segments: OperationReducer;
}

export function segmentsOf({ program, interpretation: { dialect, profile } }: ReadProgram): Segments {
  const tools = toolsOf(program, { dialect });
  const notes = operationNotes(program, dialect);
  return { tools, segments: operationReducer({ kind: profile.kind, file: program.name, notes, tools }) };
}
