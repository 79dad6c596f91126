/** What is to run at boot, as whom, and where it may write: the same for every kind of service manager. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '@mantinel/contract';

export interface ServicePlan {
  /** The Node that runs, absolute. */
  readonly node: string;
  /** Root of the program's files. */
  readonly program: string;
  readonly configFile: string;
  /** The account may write beside the configuration, so that machines connected in the panel are written into it. */
  readonly configWritable: boolean;
  readonly data: string;
  /** Account it runs under; where a manager has one of its own for services, that one. */
  readonly user: string;
  /** Where its lines go on systems that keep none themselves. */
  readonly logFile: string;
  readonly port: number;
}

/** A command line of the system, and why it may end badly where it may. */
export interface Step {
  readonly command: readonly [string, ...string[]];
  readonly mayFail?: string;
}

export interface Definition {
  readonly path: string;
  readonly text: string;
  readonly encoding: 'utf8' | 'utf16le';
}

export interface ServiceManager {
  /** In a sentence: `systemd`. */
  readonly name: string;
  readonly definition: (plan: ServicePlan) => Definition;
  /** Once the definition is written. */
  readonly install: (plan: ServicePlan) => readonly Step[];
  /** Before the definition is removed, and after. */
  readonly uninstall: (plan: ServicePlan) => {
    readonly before: readonly Step[];
    readonly after: readonly Step[];
  };
  readonly status: Step;
  /** Undefined where the lines are in the plan's file. */
  readonly logs: ((lines: number, follow: boolean) => Step) | undefined;
}

export interface PlanOptions {
  readonly config: Config;
  readonly configFile: string;
  readonly configWritable: boolean;
  readonly user: string;
  readonly node?: string;
  readonly program?: string;
}

export function planService(options: PlanOptions): ServicePlan {
  const { config, configFile, configWritable, user } = options;
  return {
    node: options.node ?? process.execPath,
    program: options.program ?? fileURLToPath(new URL('../../../..', import.meta.url)).replace(/[\\/]$/, ''),
    configFile,
    configWritable,
    data: config.data,
    user,
    logFile: join(config.data, 'logs', 'mantinel.log'),
    port: config.http.port,
  };
}

/** As `npm start` has it (scripts/bootstrap.mjs): half the memory under steady recording. */
const nodeOptions = ['--max-semi-space-size=4'] as const;
export const mallocSettings = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '30000' } as const;

/** In the slashes of the plan's own paths, so that another system's definition can be made, and tested, here. */
export function commandLine(plan: ServicePlan, options: { logFile: boolean }): string[] {
  return [
    plan.node,
    ...nodeOptions,
    entryOf(plan),
    'start',
    '--config',
    plan.configFile,
    ...(options.logFile ? ['--log-file', plan.logFile] : []),
  ];
}

export function entryOf({ program }: ServicePlan): string {
  const slash = program.includes('\\') ? '\\' : '/';
  return [program, 'packages', 'cli', 'bin', 'mantinel.mjs'].join(slash);
}
