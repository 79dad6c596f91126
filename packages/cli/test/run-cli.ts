/** The command in this process, with a terminal that remembers. */
import type { Context } from '../src/context.ts';
import { runProgram } from '../src/program.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Given extends Partial<Context> {
  /** What the person in front of the terminal types, by the first word of the question. */
  readonly types?: Readonly<Record<string, () => string>>;
}

export async function runCli(args: readonly string[], { types, ...context }: Given = {}): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runProgram(args, {
    terminal: {
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      style: (_, text) => text,
      ...(types && { ask: async (question) => types[question.split(' ')[0]!]!() }),
    },
    env: {},
    cwd: process.cwd(),
    signal: new AbortController().signal,
    ...context,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
