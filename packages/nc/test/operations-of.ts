/** A program's operations, as the tests of their rules look at them. */
import { operationNotes } from '../src/features/operations/notes.ts';
import { operationReducer } from '../src/features/operations/operations.ts';
import { toolsOf } from '../src/features/tools/tools.ts';
import { toolsByUse } from '../src/features/tools/tools-by-use.ts';
import { bytesOfText, type DialectName, interpret, programOf } from '../src/index.ts';

export function operationsOf(text: string, dialect?: DialectName) {
  const program = programOf('test.nc', bytesOfText(text));
  const run = interpret(program, dialect ? { dialect } : {});
  const noted = toolsOf(program, { dialect: run.dialect });
  const reducer = operationReducer({
    kind: run.dialect.machine,
    file: program.name,
    notes: operationNotes(program, run.dialect),
    tools: noted,
  });
  for (const chunk of run.chunks) reducer.take(chunk);
  const list = reducer.finish().filter(({ cutMm }) => cutMm > 0);
  const used = toolsByUse(noted, list);
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  return {
    names: list.map(({ name }) => name),
    kinds: list.map(({ tool, kind }) => `T${tool} ${kind}`),
    spans: list.map(({ span }) => [lineAt(span.first), lineAt(span.last)]),
    tools: used.map(({ number, kind }) => [number, kind?.value]),
    tool: (wanted: number) => used.find(({ number }) => number === wanted),
  };
}
