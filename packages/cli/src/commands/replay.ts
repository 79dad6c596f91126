/** `mantinel replay`: brings recordings into the logbook on the way every machine's signals take. */
import { openAsBlob } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { AppError, config, MachineView, paths, UploadedDeviceModel } from '@mantinel/contract';
import { loadConfig } from '@mantinel/server';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { ApiClient } from '../api-client.ts';
import type { Context } from '../context.ts';
import { localUrl } from '../doctor/address.ts';
import { type EnterOptions, enterOptions, enterServer } from '../enter-server.ts';
import { replayIntoLogbook } from '../replay-into-logbook.ts';

interface ReplayOptions extends EnterOptions {
  readonly config?: string;
  readonly url?: string;
  readonly machine?: string;
  readonly speed: number | 'max';
  readonly timestamps: 'recorded' | 'shifted';
  readonly controller?: string;
  readonly deviceModel?: string;
  readonly device?: string;
  readonly timeZone: string;
}

const speed = (text: string): number | 'max' => {
  const times = Number(text.replace(/x$/, ''));
  if (text === 'max') return 'max';
  if (Number.isFinite(times) && times > 0) return times;
  throw new InvalidArgumentError('Write 1 for real time, 10 for ten times as fast, or max.');
};

export function replayCommand(context: Context): Command {
  return new Command('replay')
    .description('bring SHDR recordings into the logbook')
    .argument('<file...>', 'recordings, one after the other')
    .option('--machine <id>', 'record them under this machine; otherwise under the name of the file')
    .option('--speed <n|max>', '1 is real time', speed, 'max')
    .addOption(
      new Option('--timestamps <which>', 'as recorded, or as if it happened now')
        .choices(['recorded', 'shifted'])
        .default('recorded'),
    )
    .option('--controller <family>', 'prefix of alarm codes: fanuc, mazak, okuma')
    .option('--device-model <file>', 'Devices.xml that names components and units')
    .option('--device <name>', 'the device within it')
    .option('--time-zone <zone>', 'of times without an offset', 'UTC')
    .option('--config <file>', 'configuration that names the data folder')
    .option('--url <address>', 'give them to the Mantinel at this address')
    .addOption(enterOptions.user)
    .addOption(enterOptions.token)
    .action(async (files: string[], options: ReplayOptions) => {
      const machines = files.map((file) => machineFor(resolve(context.cwd, file), options, context));
      for (const { file } of machines) await requireReadable(file);
      const { config: loaded } = await loadConfig({
        file: options.config,
        env: context.env,
        cwd: context.cwd,
      });
      const url = options.url ?? localUrl(loaded.http);
      if (options.url === undefined) {
        try {
          return await replayIntoLogbook(loaded, machines, context);
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'logbook.locked') throw error;
        }
      }
      const api = await enterServer(url, options, context);
      try {
        // A running Mantinel takes one recording a machine: those of one machine are one.
        for (const [id, own] of Map.groupBy(machines, (machine) => machine.id))
          await handOver(api, own, options.machine === undefined ? undefined : id, context);
      } finally {
        await api.close();
      }
    });
}

function machineFor(file: string, options: ReplayOptions, { cwd }: Context): config.ReplayMachine {
  const stem = basename(file).replace(/\.[^.]*$/, '');
  const slug = stem
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
  const machine = config.ReplayMachine.safeParse({
    connector: 'replay',
    id: options.machine ?? (slug || 'recording'),
    file,
    speed: options.speed,
    timestamps: options.timestamps,
    controller: options.controller,
    device: options.device,
    deviceModel: options.deviceModel === undefined ? undefined : resolve(cwd, options.deviceModel),
    timeZone: options.timeZone,
  });
  if (machine.success) return machine.data;
  const [issue] = machine.error.issues;
  const option = String(issue?.path[0]).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const data = {
    problem: `--${option === 'id' ? 'machine' : option}: ${issue?.message}`,
    remedy: 'Correct that option.',
  };
  throw new AppError('command.invalid', { data });
}

async function requireReadable(file: string): Promise<void> {
  try {
    await access(file);
  } catch (cause) {
    const data = { file, line: 1, problem: 'the file cannot be read' };
    throw new AppError('recording.invalid', { data, cause });
  }
}

/** A running Mantinel holds the logbook: it takes the recording and replays it as one of its machines. */
async function handOver(
  api: ApiClient,
  machines: readonly config.ReplayMachine[],
  name: string | undefined,
  { terminal }: Context,
): Promise<void> {
  const [machine] = machines;
  if (!machine) return;
  const { id, speed: times, timestamps, controller, timeZone, device } = machine;
  const deviceModel = machine.deviceModel && (await handOverModel(api, machine.deviceModel));
  const texts = await Promise.all(machines.map(({ file }) => openAsBlob(file)));
  const files = machines.map(({ file }) => basename(file)).join(', ');
  await api.ask(paths.recordings, MachineView, {
    method: 'POST',
    type: 'text/plain',
    body: new Blob(texts.flatMap((text, at) => (at === 0 ? [text] : ['\n', text]))),
    query: {
      machine: id,
      file: files.slice(0, 200),
      ...(name && { name }),
      speed: times,
      timestamps,
      timeZone,
      ...(controller && { controller }),
      ...(deviceModel && { deviceModel }),
      ...(device && { device }),
    },
  });
  terminal.out(`${files}: Mantinel at ${api.url} replays it as ${id}.`);
}

/** Its id there. */
async function handOverModel(api: ApiClient, file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    const data = { place: file, reason: (cause as Error).message };
    throw new AppError('deviceModel.unreadable', { data, cause });
  });
  const { id } = await api.ask(paths.deviceModels, UploadedDeviceModel, {
    method: 'POST',
    type: 'application/xml',
    body: new Blob([bytes]),
    query: { file: basename(file) },
  });
  return id;
}
