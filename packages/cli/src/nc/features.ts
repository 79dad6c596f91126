/** What a program does, in numbers, for each tool that it calls. */
import { type PathFeatures, pathReducer } from '@mantinel/nc';
import type { ReadProgram } from './each-program.ts';

export interface Described {
  readonly file: string;
  readonly dialect: string;
  readonly units: 'mm' | 'inch';
  readonly tools: readonly (PathFeatures & { readonly tool: number })[];
}

export function describeProgram({ file, interpretation }: ReadProgram): Described {
  const { chunks, dialect, profile } = interpretation;
  let { units } = profile;
  const reducer = pathReducer((chunk, row) => {
    const context = chunk.contexts[chunk.context[row]!]!;
    units = context.units;
    return context.tool;
  });
  for (const chunk of chunks) reducer.take(chunk);
  const tools = [...reducer.finish()].map(([tool, features]) => ({ tool, ...features }));
  // Before the first tool stand the lines that set everything up.
  return { file, dialect: dialect.dialect, units, tools: tools.filter(({ moves }) => moves > 0) };
}

export const featuresJson = (described: Described) => described;
