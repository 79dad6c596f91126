/** Commands of the system: run to their end, their complaint as an error. */
import { spawnSync } from 'node:child_process';
import { AppError } from '@mantinel/contract';
import type { Step } from './service-plan.ts';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Throws `service.stepFailed` with the last line of what it said. */
export function runStep({ command: [program, ...args], mayFail }: Step): void {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', windowsHide: true });
  if (status === 0 || mayFail !== undefined) return;
  const said = `${stdout ?? ''}${stderr ?? ''}`.trim().split(/\r?\n/).at(-1);
  const reason = error?.message ?? (said || `exit code ${status}`);
  throw new AppError('service.stepFailed', { data: { command: [program, ...args].join(' '), reason } });
}

/** In the foreground, with this terminal; resolves to its exit code. */
export function showStep({ command: [program, ...args] }: Step): number {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit', windowsHide: true });
  if (error)
    throw new AppError('service.stepFailed', {
      data: { command: program, reason: error.message },
      cause: error,
    });
  return status ?? 1;
}

/** Undefined where there is no such account. */
export function findAccount(user: string): Account | undefined {
  const ask = (what: string) => spawnSync('id', [what, user], { encoding: 'utf8' });
  const [uid, gid] = [ask('-u'), ask('-g')];
  if (uid.status !== 0 || gid.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Whether an account may read (`-r`), write (`-w`) or run (`-x`) it, as the system itself decides. */
export const mayAccess = (account: Account, act: '-r' | '-w' | '-x', path: string): boolean =>
  spawnSync('test', [act, path], account).status === 0;
