/** What holds of any input. Throws where it does not. */
import { bytesOfText, type DialectName, interpret, programOf } from '../src/index.ts';

/** Of the processor: a machine with other work is slow by the clock. */
const mostMs = 4000;

export const survive = (text: string, dialect?: DialectName): void => {
  const bytes = bytesOfText(text);
  const started = process.cpuUsage();
  const run = interpret(programOf('fuzz.nc', bytes), {
    ...(dialect ? { dialect } : {}),
    limits: { steps: 2000, calls: 16 },
    profile: {
      toolOffsets: { 1: { lengthMm: 10, radiusMm: 3, nose: 3 }, 2: { lengthMm: 0, radiusMm: -1, nose: 2 } },
    },
  });
  let rows = 0;
  for (const chunk of run.chunks) {
    rows += chunk.count;
    for (let i = 0; i < chunk.count; i++) {
      if (chunk.context[i]! >= chunk.contexts.length) throw new Error('a row without a context');
    }
    if (chunk.count > 600_000) throw new Error(`a chunk of ${chunk.count} rows`);
    const { user, system } = process.cpuUsage(started);
    if ((user + system) / 1000 > mostMs) throw new Error(`too slow: ${rows} rows`);
  }
  for (const found of run.diagnostics) {
    if (!(found.start <= found.end && found.end <= bytes.length && found.line >= 1 && found.column >= 1)) {
      throw new Error(`a finding outside of the program: ${JSON.stringify(found)}`);
    }
  }
};
