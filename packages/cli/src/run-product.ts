/** Starts the product in the foreground and stays until it is told to stop. */
import { flushCompileCache } from 'node:module';
import { resolve } from 'node:path';
import type { Config } from '@mantinel/contract';
import { type App, start } from '@mantinel/server';
import type { Context, Terminal } from './context.ts';
import { openBrowser } from './open-browser.ts';
import { version } from './version.ts';

interface RunOptions {
  readonly config: Config;
  /** The file that was read; undefined where none exists. */
  readonly configFile: string | undefined;
  /** Settings that the environment or the command line gives, over the file. */
  readonly overridden: Readonly<Record<string, 'environment' | 'command'>>;
  readonly demo: boolean;
  readonly open: boolean;
}

export async function runProduct(options: RunOptions, { terminal, cwd, signal }: Context): Promise<void> {
  const { config, demo } = options;
  // Its own lines wait for the banner, so that a start without trouble begins with the address.
  const waiting: string[] = [];
  let log = (line: string): void => void waiting.push(line);
  const show = (line: string) => terminal.err(line.replace(/\n$/, ''));
  const flush = () => {
    for (const line of waiting.splice(0)) show(line);
    log = show;
  };
  try {
    const app = await start({
      config,
      // A machine connected in the panel is written here, also when there is no file yet.
      configFile: options.configFile ?? resolve(cwd, 'mantinel.yaml'),
      overridden: options.overridden,
      demo,
      signal,
      log: (line) => log(line),
    });
    for (const line of banner(options, app, terminal)) terminal.out(line);
    flush();
    // Now and not only at an orderly end: a computer that is switched off at night starts as fast the next morning.
    flushCompileCache();
    if (options.open && terminal.ask) openBrowser(app.setupUrl ?? app.url);
    await aborted(signal);
    terminal.err('Stopping …');
    await app.stop();
    terminal.err('Stopped. Everything recorded is on disk.');
  } catch (error) {
    flush();
    // Told to stop while starting: whatever it interrupted is no error.
    if (signal.aborted) return;
    throw error;
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });

function banner(
  { config, demo, configFile }: RunOptions,
  app: Pick<App, 'url' | 'network' | 'setupUrl'>,
  { style }: Terminal,
) {
  const row = (label: string, value: string) => `  ${style('dim', label.padEnd(10))} ${value}`;
  const machines = `${config.machines.length} machine${config.machines.length === 1 ? '' : 's'}`;
  const rows = [
    row('Panel', style(['bold', 'underline'], app.url)),
    ...(app.network?.urls ?? []).map((url, index) =>
      row(index === 0 ? 'Network' : '', style('underline', url)),
    ),
    ...(app.network?.trustUrl === undefined
      ? []
      : [
          row('Trust', style('underline', app.network.trustUrl)),
          row('', 'opened once on each device, so that its browser does not warn'),
        ]),
    ...(app.setupUrl === undefined
      ? []
      : [row('Owner', style('underline', app.setupUrl)), row('', 'opens once, to create the first account')]),
    demo
      ? row('Shows', `${machines} of the bundled demonstration: nothing of it is real`)
      : row('Records', `${machines} of ${configFile}`),
    row('Data', config.data),
  ];
  const title = `  ${style('bold', 'Mantinel')} ${version}${demo ? ` ${style('inverse', ' DEMO ')}` : ''}`;
  return ['', title, '', ...rows, '', `  ${style('dim', 'Ctrl-C stops it.')}`, ''];
}
