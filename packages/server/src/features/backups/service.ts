/** Backups as people see and begin them, and the clock that begins them by itself. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type {
  BackupHealth,
  Backups as BackupList,
  BackupView,
  Config,
  RecoveryKey,
  TaskView,
} from '@mantinel/contract';
import { type Attributes, enterpriseRoot } from '@mantinel/domain';
import type { Repositories } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { type BackupShelf, backupName, type Shelved } from '../../backup/backup-shelf.ts';
import { makeRecoveryKey, readRecipient } from '../../backup/sealed-keys.ts';
import { lookRegularly } from '../../look-regularly.ts';
import type { Log } from '../../own-log/log.ts';
import type { Tasks } from '../tasks/service.ts';
import { lastPlanned, nextPlanned } from './planned.ts';
import { makeTask, rehearseTask, verifyTask } from './tasks.ts';

export interface Backups {
  list(): Promise<BackupList>;
  make(act: Act): Promise<TaskView>;
  /** Throws `backup.notFound`, `backup.damaged`. */
  verify(name: string, act: Act): Promise<TaskView>;
  /** Throws `backup.notFound`, `backup.damaged`. */
  rehearse(name: string, act: Act): Promise<TaskView>;
  /** From now on backups are sealed for the new one; earlier ones stay sealed for the one before. */
  newRecoveryKey(act: Act): Promise<RecoveryKey>;
  health(): BackupHealth;
  /** By the tasks: one was made, or could not be. */
  made(failure?: string): void;
  stop(): Promise<void>;
}

export interface BackupsOptions {
  readonly shelf: BackupShelf;
  readonly config: Config;
  /** As they are now: people change them while this runs. */
  readonly settings: () => Config['backup'];
  readonly configFile: string | undefined;
  /** Named by a function: the tasks are made of what this service is told by. */
  readonly tasks: () => Pick<Tasks, 'begin' | 'view'>;
  readonly nowUs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Log;
  readonly everyMs?: number;
}

const minuteMs = 60_000;
/** What a backup and its repetitions may take before the lack of one is told. */
const graceUs = 2 * 3600 * 1_000_000;

export function backupsService(options: BackupsOptions): Backups {
  const { shelf, config, tasks, nowUs, randomBytes, log, everyMs = minuteMs } = options;
  const { site } = config;
  const planNow = () => {
    const { at, keep } = options.settings();
    return at === undefined ? undefined : { at, keep };
  };
  let newestUs: number | undefined;
  let failure: string | undefined;
  let toldOfUs: number | undefined;

  const health = (): BackupHealth => {
    const last = newestUs === undefined ? {} : { lastUs: newestUs };
    if (failure !== undefined) return { state: 'failed', ...last, problem: failure };
    const plan = planNow();
    if (!plan) return { state: 'unplanned', ...last };
    const dueUs = lastPlanned(plan, nowUs());
    const missing = newestUs === undefined || newestUs < dueUs;
    return { state: missing && nowUs() - dueUs > graceUs ? 'overdue' : 'good', ...last };
  };

  async function look(): Promise<void> {
    newestUs = (await shelf.list()).backups[0]?.manifest.createdUs;
    const plan = planNow();
    if (!plan) return;
    const dueUs = lastPlanned(plan, nowUs());
    if (newestUs !== undefined && newestUs >= dueUs) return;
    // One task for each time it is due, however often this is looked at, and by whichever process.
    const id = idOf(`${config.node} ${dueUs}`);
    await tasks().begin(makeTask, { name: backupName(dueUs) }, { id });
    if (health().state !== 'overdue' || toldOfUs === dueUs) return;
    toldOfUs = dueUs;
    log.warn(
      { code: 'backup.overdue', dueUs, ...(newestUs === undefined ? {} : { lastUs: newestUs }) },
      'the backup that was planned has not been made',
    );
  }
  const looking = lookRegularly(look, {
    everyMs,
    failed: (error) => {
      if (isAway(error)) return; // told already, and looked at again in a minute
      log.warn({ code: 'backup.notLooked', err: error }, 'the folder of backups cannot be looked at');
    },
  });

  const tell = (tx: Repositories, act: Act, told: { code: string; message: string; after: Attributes }) =>
    tx.outbox.enqueue(auditedAt({ ...told, place: enterpriseRoot, act, site, nowUs: nowUs() }));

  const begin = (act: Act, { task, name, code, message }: Begun): Promise<TaskView> =>
    act.unit.commit(async (tx) => {
      const id = await tasks().begin(task, { name }, { tx });
      await tell(tx, act, { code, message, after: { backup: name, task: id } });
      return tasks().view(id, tx);
    });

  return {
    list: async () => {
      const { backups, broken } = await shelf.list();
      const recipient = await readRecipient(config.data);
      const plan = planNow();
      return {
        folder: shelf.folder,
        backups: backups.map((backup) => viewOf(backup, { shelf, config, file: options.configFile })),
        broken,
        ...(plan ? { plan: { ...plan, nextUs: nextPlanned(plan, nowUs()) } } : {}),
        health: health(),
        ...(recipient
          ? { recoveryKey: { fingerprint: recipient.fingerprint, createdUs: recipient.createdUs } }
          : {}),
      };
    },
    make: (act) =>
      begin(act, {
        task: makeTask,
        name: backupName(nowUs()),
        code: 'backup.begun',
        message: 'A person began a backup.',
      }),
    verify: async (name, act) => {
      await shelf.get(name);
      return begin(act, {
        task: verifyTask,
        name,
        code: 'backup.verificationBegun',
        message: 'A person had a backup verified.',
      });
    },
    rehearse: async (name, act) => {
      await shelf.get(name);
      return begin(act, {
        task: rehearseTask,
        name,
        code: 'backup.rehearsalBegun',
        message: 'A person had a backup rehearsed.',
      });
    },
    newRecoveryKey: (act) =>
      act.unit.commit(async (tx) => {
        const { recoveryKey, recipient } = await makeRecoveryKey(config.data, { randomBytes, nowUs });
        const { fingerprint } = recipient;
        await tell(tx, act, {
          code: 'backup.recoveryKeyMade',
          message: 'A person made a recovery key.',
          after: { fingerprint },
        });
        return { recoveryKey, fingerprint };
      }),
    health,
    made: (problem) => {
      failure = problem;
      looking.again();
    },
    stop: looking.stop,
  };
}

interface Begun {
  readonly task: string;
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

const isAway = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'store.unavailable';

/** A UUID (RFC 9562, version 8) that the same text always gives. */
function idOf(text: string): string {
  const bytes = createHash('sha256').update(`backup ${text}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function viewOf(
  { name, manifest, checks }: Shelved,
  { shelf, config, file }: { shelf: BackupShelf; config: Config; file: string | undefined },
): BackupView {
  const { database, files, keys } = manifest;
  return {
    name,
    createdUs: manifest.createdUs,
    version: manifest.version,
    schemaVersion: database.schemaVersion,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    head: manifest.head,
    tables: database.tables.length,
    rows: database.tables.reduce((sum, { rows }) => sum + rows, 0),
    ...(keys ? { keys: keys.fingerprint } : {}),
    leftOut: manifest.leftOut,
    ...checks,
    restore: [
      'npx mantinel restore',
      quoted(shelf.pathOf(name)),
      `--into ${quoted(resolve(`${config.data}-restored`))}`,
      ...(file === undefined ? [] : [`--config ${quoted(file)}`]),
      ...(keys ? ['--recovery-key'] : []),
    ].join(' '),
  };
}

/** For a shell of either kind; paths of ours hold no quotes of their own. */
const quoted = (path: string): string => (/[\s&()]/.test(path) ? `"${path}"` : path);
