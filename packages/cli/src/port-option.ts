/** `--port`: the panel at another port than the configuration says, for a try beside a running one. */
import type { Config } from '@mantinel/contract';
import { InvalidArgumentError } from 'commander';

export function portOption(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('It is a number from 0 to 65535.');
  return port;
}

/** What wins over the file, setting by setting. */
export const overriddenBy = (
  fromEnvironment: readonly string[],
  port?: number,
): Record<string, 'environment' | 'command'> => ({
  ...Object.fromEntries(fromEnvironment.map((setting) => [setting, 'environment' as const])),
  ...(port === undefined ? {} : { 'http.port': 'command' as const }),
});

export const withPort = (config: Config, port: number | undefined): Config =>
  port === undefined ? config : { ...config, http: { ...config.http, port } };
