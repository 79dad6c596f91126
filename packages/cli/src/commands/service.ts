/** `mantinel service …`: at boot, by whatever starts programs on this computer. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppError } from '@mantinel/contract';
import { loadConfig } from '@mantinel/server';
import { Command } from 'commander';
import type { Context, Outcome } from '../context.ts';
import { handOver } from '../service/hand-over.ts';
import { launchd } from '../service/launchd.ts';
import { planService, type ServiceManager, type ServicePlan } from '../service/service-plan.ts';
import { runStep, showStep } from '../service/system-command.ts';
import { systemd } from '../service/systemd.ts';
import { taskScheduler } from '../service/task-scheduler.ts';

interface PlanChoice {
  readonly config?: string;
  readonly user?: string;
  readonly show?: boolean;
}

const linesShown = 200;

export function serviceCommand(context: Context, outcome: Outcome): Command {
  const { terminal, env, cwd } = context;
  const manager = managerHere();

  async function planned({ config: file, user }: PlanChoice): Promise<ServicePlan> {
    const loaded = await loadConfig({ file, env, cwd });
    if (loaded.file === undefined)
      throw new AppError('service.noConfiguration', { data: { file: resolve(cwd, 'mantinel.yaml') } });
    // macOS makes no accounts by a command of one line.
    const byDefault = process.platform === 'darwin' ? (env.SUDO_USER ?? 'root') : 'mantinel';
    const { config, file: configFile } = loaded;
    return planService({ config, configFile, configWritable: true, user: user ?? byDefault });
  }

  async function install(options: PlanChoice): Promise<void> {
    const plan = await planned(options);
    if (options.show) return show(plan);
    requireHere();
    const ready = process.platform === 'win32' ? plan : { ...plan, ...(await handOver(plan)) };
    const { path, text, encoding } = manager.definition(ready);
    // The task of Windows is described beside the data, which a first run has yet to make.
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, encoding === 'utf16le' ? `\ufeff${text}` : text, { encoding, mode: 0o644 });
    for (const step of manager.install(ready)) runStep(step);
    terminal.out(`Mantinel runs now and at every boot, by ${manager.name} (${path}), as ${ready.user}.`);
    if (!ready.configWritable)
      terminal.err(
        `Machines connected in the panel will not be written into ${ready.configFile}: ${ready.user} may not write in its folder.`,
      );
    terminal.err('How it is: mantinel service status. What it says: mantinel service logs.');
  }

  function show(plan: ServicePlan): void {
    const { path, text } = manager.definition(plan);
    terminal.err(`${path}:`);
    terminal.out(text.trimEnd());
    terminal.err('and then:');
    for (const { command } of manager.install(plan)) terminal.err(`  ${command.join(' ')}`);
  }

  function requireHere(): void {
    if (process.platform === 'win32') return; // its own commands say when they are refused
    if (process.getuid?.() !== 0) throw new AppError('service.needsAdministrator', { data: { how: 'sudo' } });
    if (process.platform === 'linux' && !existsSync('/run/systemd/system'))
      throw new AppError('service.unsupported', { data: { manager: manager.name } });
  }

  const withConfig = (command: Command) =>
    command
      .option('--config <file>', 'configuration that it runs with, instead of mantinel.yaml here')
      .option('--user <name>', 'account that it runs under; made where there is none');
  return new Command('service')
    .description('run Mantinel at boot, without anybody signed in')
    .addCommand(
      withConfig(new Command('install'))
        .description('run it now and at every boot')
        .option('--show', 'only show what would be written and run')
        .action(install),
    )
    .addCommand(
      withConfig(new Command('uninstall'))
        .description('stop it and start it no more; data and configuration stay')
        .action(async (options: PlanChoice) => {
          const plan = await planned(options);
          requireHere();
          const { before, after } = manager.uninstall(plan);
          for (const step of before) runStep(step);
          rmSync(manager.definition(plan).path, { force: true });
          for (const step of after) runStep(step);
          terminal.out(`Mantinel is no service any more. Its data are still in ${plan.data}.`);
        }),
    )
    .addCommand(
      new Command('status').description('whether it runs, as the system says').action(() => {
        outcome.exitCode = showStep(manager.status);
      }),
    )
    .addCommand(
      withConfig(new Command('logs'))
        .description('what it said last')
        .option('--follow', 'and what it says from now on, where the system keeps its lines')
        .action(async (options: PlanChoice & { follow?: boolean }) => {
          if (manager.logs) {
            outcome.exitCode = showStep(manager.logs(linesShown, options.follow ?? false));
            return;
          }
          const { logFile } = await planned(options);
          const lines = existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n') : [];
          for (const line of lines.slice(-linesShown)) terminal.out(line);
          terminal.err(`From ${logFile}.`);
        }),
    );
}

const managers: Partial<Record<NodeJS.Platform, ServiceManager>> = {
  win32: taskScheduler,
  darwin: launchd,
};
const managerHere = (): ServiceManager => managers[process.platform] ?? systemd;
