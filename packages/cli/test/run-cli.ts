/** The command in this process, with a terminal that remembers. */
import type { Context } from '../src/context.ts';
import { runProgram } from '../src/program.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function runCli(args: readonly string[], context: Partial<Context> = {}): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runProgram(args, {
    terminal: {
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      style: (_, text) => text,
      interactive: false,
    },
    env: {},
    cwd: process.cwd(),
    signal: new AbortController().signal,
    ...context,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
