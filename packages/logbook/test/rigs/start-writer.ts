/** Starts the writer as a process of its own and waits for what it reports. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Line, readReport } from './report.ts';
import type { WriterSettings } from './writer.ts';

export interface Writer {
  readonly pid: number;
  /** What it has reported in this life. */
  lines(): Line[];
  /** Resolves when a line passes; throws with the writer's own words when it dies or 20 s pass before. */
  reported(passes: (line: Line, index: number, all: Line[]) => boolean): Promise<void>;
  kill(): void;
  /** Asks it to end in good order. */
  stop(): void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** What it said on stderr. */
  complaint(): string;
}

export interface StartOptions {
  /** A program and arguments to run it under, such as strace. */
  readonly under?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export function startWriter(settings: WriterSettings, options: StartOptions = {}): Writer {
  const before = existsSync(settings.report) ? statSync(settings.report).size : 0;
  const script = fileURLToPath(new URL('./writer.ts', import.meta.url));
  const command = [...(options.under ?? []), process.execPath, script, JSON.stringify(settings)];
  const child: ChildProcess = spawn(command[0]!, command.slice(1), {
    stdio: ['pipe', 'inherit', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', ...options.env },
  });
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  // The writer may be dead already when it is asked to stop; its exit says so.
  child.stdin!.on('error', () => undefined);
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  let isOver = false;
  void ended.finally(() => {
    isOver = true;
  });
  const lines = () => readReport(settings.report, before);
  return {
    pid: child.pid!,
    lines,
    async reported(passes) {
      for (const deadline = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 5))) {
        const wasOver = isOver;
        if (lines().some(passes)) return;
        if (wasOver) throw new Error(`the writer ended (${await ended}) before it reported: ${said}`);
        if (Date.now() > deadline) throw new Error(`the writer did not report within 20 s: ${said}`);
      }
    },
    kill: () => child.kill('SIGKILL'),
    stop: () => child.stdin!.end('stop\n'),
    ended,
    complaint: () => said,
  };
}
