/** Runs PostgreSQL's programs as someone they agree to run as: they refuse root. */
import { spawn } from 'node:child_process';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * `direct`: as ourselves. `userNamespace`: root runs them in a user namespace of their own, where they see themselves as
 * nobody and reach root's files all the same. `serviceUser`: root runs them as someone else.
 */
export type Launcher =
  | { readonly kind: 'direct' }
  | { readonly kind: 'userNamespace'; readonly unshare: string }
  | ({ readonly kind: 'serviceUser' } & Owner);

export interface RunOptions {
  readonly cwd?: string;
  /** Open file that takes the program's output; nothing is piped, since a server that outlives us must not hold our pipe. */
  readonly output?: number;
  /** Open file that the program reads. */
  readonly input?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Resolves to the exit code; rejects when the program cannot be run or `signal` aborted. */
export function run(
  launcher: Launcher,
  [program, ...args]: readonly [string, ...string[]],
  { cwd, output, input, signal }: RunOptions = {},
): Promise<number> {
  const [command, commandArgs] =
    launcher.kind === 'userNamespace'
      ? [launcher.unshare, ['--user', '--', program, ...args]]
      : [program, args];
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArgs, {
      cwd,
      signal,
      env: cleanEnvironment(),
      stdio: [input ?? 'ignore', output ?? 'ignore', output ?? 'ignore'],
      // A Ctrl+C in the terminal is for Mantinel, which then stops the server in order.
      detached: true,
      windowsHide: true,
      ...(launcher.kind === 'serviceUser' ? { uid: launcher.uid, gid: launcher.gid } : {}),
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** PGDATA, PGPORT and their like would turn the programs to another server; messages in English can be read by every developer. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG[A-Z]|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
