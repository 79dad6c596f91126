/** Opens an address in the person's browser. */
import { spawn } from 'node:child_process';

const openers: Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>> = {
  darwin: ['open'],
  // The empty pair of quotes is the title of a window; without it `start` takes the address for one.
  win32: ['cmd', '/c', 'start', '""'],
};

export function openBrowser(url: string): void {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  // The address stands in the terminal: without an opener the person follows it there.
  child.on('error', () => undefined);
  child.unref();
}
