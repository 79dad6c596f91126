#!/usr/bin/env node
/** The mantinel command: signals in, exit code out. Begun by `bin/mantinel.mjs`. */
import { processTerminal } from './process-terminal.ts';
import { runProgram } from './program.ts';

/** Ctrl-C in a terminal reaches both npm's child and us, so signals this close together are one. */
const sameSignalMs = 1000;

const stopping = new AbortController();
let firstSignalAt: number | undefined;
const onSignal = () => {
  const now = performance.now();
  firstSignalAt ??= now;
  // A second one, meant as such, does not wait for an orderly end.
  if (now - firstSignalAt > sameSignalMs) process.exit(130);
  stopping.abort();
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']) process.on(signal, onSignal);

// A closed pipe (`mantinel log | head`) is an end, not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await runProgram(process.argv.slice(2), {
  terminal: processTerminal(),
  env: process.env,
  cwd: process.cwd(),
  signal: stopping.signal,
});
