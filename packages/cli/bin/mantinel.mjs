#!/usr/bin/env node
/**
 * The way into the mantinel command. Plain JavaScript, so that Node's compile cache is on before the first TypeScript file:
 * from the second start on nothing is stripped or compiled again, and neither this process nor its threads hold the stripper.
 */
import { mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The product's, not the user's: it goes with `node_modules`. Node tells stale entries by the source and by its own version. */
const folder = fileURLToPath(new URL('../../../node_modules/.cache/mantinel', import.meta.url));

// Whoever starts Mantinel may have chosen a folder, or none (NODE_DISABLE_COMPILE_CACHE).
if (process.env.NODE_COMPILE_CACHE === undefined) {
  try {
    mkdirSync(folder, { recursive: true });
    // Threads take it from here; a folder that may not be written is no reason not to start.
    if (enableCompileCache(folder).directory !== undefined) process.env.NODE_COMPILE_CACHE = folder;
  } catch {
    // A read-only installation starts as it did the first time: slower, with more memory, and otherwise the same.
  }
}

await import('../src/main.ts');
