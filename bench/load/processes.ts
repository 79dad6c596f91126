/** Processes of a load: asked once, answering once, and what one of them costs. */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const startProcess = (name: string): ChildProcess =>
  fork(join(import.meta.dirname, name), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

export async function orderOf<T>(child: ChildProcess, order: unknown): Promise<T> {
  const answered = once(child, 'message');
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`a process of the load ended with ${code}`);
  });
  died.catch(() => undefined); // an end after its answer is none of ours
  child.send(order as object);
  const [answer] = await Promise.race([answered, died]);
  return answer as T;
}

export interface Usage {
  readonly cpuSeconds: number;
  readonly rssMiB: number;
}

/** Of a process on Linux, from /proc; zero elsewhere. */
export function usageOf(pid: number): Usage {
  if (process.platform !== 'linux') return { cpuSeconds: 0, rssMiB: 0 };
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const rss = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? '0';
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticks, rssMiB: Number(rss) / 1024 };
}
