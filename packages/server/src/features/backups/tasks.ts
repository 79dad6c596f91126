/** What is done with backups in the background: make, verify, rehearse. */
import { join } from 'node:path';
import { AppError, type BackupManifest, type Config } from '@mantinel/contract';
import { z } from 'zod';
import type { BackupShelf } from '../../backup/backup-shelf.ts';
import { makeBackup } from '../../backup/make-backup.ts';
import { rehearseBackup } from '../../backup/rehearse-backup.ts';
import { verifyBackup } from '../../backup/restore-backup.ts';
import { type Log, silentLog } from '../../own-log/log.ts';
import type { Parts } from '../../parts.ts';
import { logbookKeyFile } from '../../secrets/logbook-keys.ts';
import { type TaskContext, type TaskDefinition, task } from '../../task.ts';

export const makeTask = 'backup.make';
export const verifyTask = 'backup.verify';
export const rehearseTask = 'backup.rehearse';

export interface BackupTasksOptions {
  readonly shelf: BackupShelf;
  readonly config: Config;
  readonly keep: () => number;
  readonly configFile: string | undefined;
  readonly version: string;
  readonly parts: Pick<Parts, 'openLogbook' | 'openStore'>;
  readonly nowUs: () => number;
  readonly log: Log;
  /** Something became known of backups. `failure` of making one; undefined when one was made. */
  readonly made: (failure?: string) => void;
}

/** Lines of progress that each kind has; the last ends with the work. */
const [makeSteps, verifySteps, rehearseSteps] = [5, 2, 6];
const shared = {
  retryDelaySeconds: 300,
  longestDelaySeconds: 1800,
  timeLimitSeconds: 6 * 3600,
} as const;
const payload = z.object({ name: z.string() });

export function backupTasks(options: BackupTasksOptions): TaskDefinition[] {
  const { shelf, config, configFile, version, parts, nowUs, log, made } = options;

  /** Progress must not end the work: where the database is away for a moment it is not seen, that is all. */
  const steps = ({ progress }: TaskContext, total: number) => {
    let done = 0;
    return () => void progress(done++, total).catch(() => undefined);
  };

  async function making(name: string, context: TaskContext): Promise<void> {
    // The attempt before got further than it could tell.
    const there = await shelf.get(name).catch(() => undefined);
    if (there) return;
    await shelf.clear(name);
    const beganUs = nowUs();
    const manifest = await makeBackup({
      config,
      configFile,
      target: shelf.pathOf(name),
      version,
      nowUs,
      signal: context.signal,
      progress: steps(context, makeSteps),
    });
    log.info(
      { code: 'backup.made', backup: name, ...sizeOf(manifest), seconds: seconds(nowUs() - beganUs) },
      'a backup was made',
    );
    const keep = options.keep();
    for (const gone of await shelf.prune(keep))
      log.info({ code: 'backup.pruned', backup: gone, keep }, 'an old backup was removed');
  }

  const look = ({ name, of, total, work }: Look) =>
    task({
      name,
      payload,
      ...shared,
      retries: 0,
      handle: async ({ name: backup }, context) => {
        const beganUs = nowUs();
        const note = async (problem?: string) => {
          const check = { atUs: nowUs(), seconds: seconds(nowUs() - beganUs) };
          const found = problem === undefined ? check : { ...check, problem };
          await shelf.note(backup, of === 'rehearsed' ? { rehearsed: found } : { verified: found });
          return check;
        };
        try {
          const manifest = await work(backup, context, steps(context, total));
          const check = await note();
          log.info(
            { code: `backup.${of}`, backup, ...sizeOf(manifest), seconds: check.seconds },
            of === 'rehearsed' ? 'a backup was rehearsed' : 'a backup was verified',
          );
        } catch (error) {
          if (context.signal.aborted) throw error;
          // A full disk here says nothing about the backup.
          const ofBackup = error instanceof AppError && error.code !== 'backup.noSpace';
          if (ofBackup && error.code !== 'backup.notFound') await note(error.message);
          log.error(
            { code: of === 'rehearsed' ? 'backup.notRehearsed' : 'backup.notWhole', backup, err: error },
            'a backup is of no use as it is',
          );
          throw error;
        }
      },
    });

  return [
    task({
      name: makeTask,
      payload,
      ...shared,
      retries: 2,
      handle: async ({ name }, context) => {
        try {
          await making(name, context);
          made();
        } catch (error) {
          if (!context.signal.aborted) {
            const problem = error instanceof Error ? error.message : String(error);
            made(problem);
            const level = context.last ? 'error' : 'warn';
            log[level]({ code: 'backup.failed', backup: name, err: error }, 'a backup could not be made');
          }
          throw error;
        }
      },
    }),
    look({
      name: verifyTask,
      of: 'verified',
      total: verifySteps,
      work: (name, { signal }, progress) => verifyBackup({ from: shelf.pathOf(name), signal, progress }),
    }),
    look({
      name: rehearseTask,
      of: 'rehearsed',
      total: rehearseSteps,
      work: (name, { signal }, progress) =>
        rehearseBackup({
          from: shelf.pathOf(name),
          scratch: join(shelf.folder, `rehearsal-of-${name}`),
          keyFile: logbookKeyFile(options.config),
          parts,
          // What the rehearsed database says of itself is not about the plant's.
          log: silentLog(nowUs),
          signal,
          progress,
        }),
    }),
  ];
}

interface Look {
  readonly name: string;
  readonly of: 'verified' | 'rehearsed';
  readonly total: number;
  readonly work: (name: string, context: TaskContext, progress: () => void) => Promise<BackupManifest>;
}

const seconds = (us: number): number => Math.round(us / 100_000) / 10;
const sizeOf = ({ files, head }: BackupManifest) => ({
  bytes: files.reduce((sum, file) => sum + file.bytes, 0),
  epoch: head.epoch,
  seq: head.seq,
});
