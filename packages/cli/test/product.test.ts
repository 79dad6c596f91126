/** The commands against the real product: the logbook on disk, PostgreSQL, HTTP. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { paths } from '@mantinel/contract';
import { type App, loadConfig, start } from '@mantinel/server';
import { appCode } from '@mantinel/server/app-code';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Ran, runCli } from './run-cli.ts';

const demo = (name: string) => fileURLToPath(new URL(`../demo/${name}`, import.meta.url));
const second = (n: number) => new Date(Date.UTC(2026, 2, 2, 6, 0, n)).toISOString();
/** Eight observations of which three are conditions: a warning, a fault, and its end. */
const recording = `${[
  `${second(0)}|execution|ACTIVE|Sload|42`,
  `${second(1)}|Sload|44`,
  `${second(2)}|coolant|WARNING|EX1042|||COOLANT LEVEL LOW`,
  `${second(3)}|servo|FAULT|SV0401|||SERVO NOT READY`,
  `${second(4)}|execution|INTERRUPTED`,
  `${second(5)}|servo|NORMAL|SV0401|||`,
  `${second(6)}|message|2044|EMPTY THE CHIP BIN`,
].join('\n')}\n`;

let cwd: string;
let app: App | undefined;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mantinel-product-'));
  writeFileSync(join(cwd, 'mantinel.yaml'), 'http: { port: 0 }\n');
  writeFileSync(join(cwd, 'day.txt'), recording);
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  rmSync(cwd, { recursive: true, force: true, maxRetries: 5 });
});

const run = (...args: string[]): Promise<Ran> => runCli(args, { cwd });
const recorded = ['replay', 'day.txt', '--machine', 'mill', '--controller', 'fanuc'];
const withModel = ['--device-model', demo('Devices.xml'), '--device', 'VM-3'];
const replayed = [...recorded, ...withModel];
/** Codes of what the machine said; that it was heard at all is told by `source.*`. */
const codesOf = ({ out }: Ran): string[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).code)
    .filter((code: string) => !code.startsWith('source.'));

describe('while nothing runs', () => {
  test('a recording goes into the logbook once, and comes out at each level, filtered and ordered', async () => {
    const stored = await run(...replayed);
    expect(stored).toMatchObject({ code: 0, err: '' });
    expect(stored.out).toMatch(/^day\.txt → mill: 8 observations, /);

    const all = await run('log', '--json', '--machine', 'mill');
    expect(codesOf(all)).toEqual(
      expect.arrayContaining(['machine.execution', 'fanuc.EX1042', 'fanuc.SV0401']),
    );
    const [warning] = (await run('log', '--json', '--code', 'fanuc.EX*')).out
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(warning).toMatchObject({
      machine: 'mill',
      path: 'coolant',
      message: 'COOLANT LEVEL LOW',
      timeUs: Date.parse(second(2)) * 1000,
    });

    const operator = await run('log', '--level', 'operator', '--severity', 'error');
    expect(operator.out).toContain('E mill');
    expect(operator.out).toContain('fanuc.SV0401 A servo drive is not ready (FAULT SERVO NOT READY)');
    expect(operator.out).not.toContain('COOLANT');
    expect(codesOf(await run('log', '--json', '--text', 'chip bin'))).toHaveLength(1);
    expect(
      codesOf(
        await run(
          'log',
          '--json',
          '--machine',
          'mill',
          '--from',
          second(3),
          '--to',
          second(4),
          '--level',
          'operator',
        ),
      ),
    ).toEqual(['fanuc.SV0401']);
    expect(
      codesOf(await run('log', '--json', '--limit', '2', '--machine', 'mill', '--kind', 'condition')),
    ).toHaveLength(2);

    expect((await run(...replayed)).out).toContain('nothing new');
    expect(
      codesOf(await run('log', '--json', '--machine', 'mill')),
      'a second replay stores nothing twice',
    ).toEqual(codesOf(all));
  });

  test('a filter that nothing matches says so, and only a live log can be followed', async () => {
    await run(...replayed);
    expect(await run('log', '--machine', 'lathe')).toEqual({
      code: 0,
      out: '',
      err: 'Nothing in the logbook matches.',
    });
    const followed = await run('log', '--follow');
    expect(followed.code).toBe(1);
    expect(followed.err).toContain('Mantinel is not running, so there is nothing to follow.');
  });
});

async function startHere(demonstration: boolean): Promise<App> {
  const { config } = await loadConfig({ cwd, env: {} });
  app = await start({ config, demo: demonstration, log: () => undefined });
  return app;
}

/** Ada makes a token, which opens the log without her; then her account asks for a code as well. */
async function entersByTokenAndCode(url: string): Promise<void> {
  const headers: Record<string, string> = { 'content-type': 'application/json', origin: url };
  const post = async (path: string, body?: object) => {
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body ?? {}) });
    if (!answer.ok) throw new Error(await answer.text());
    headers.cookie ??= answer.headers.getSetCookie()[0]!.split(';')[0]!;
    return (await answer.json()) as Record<string, string>;
  };
  await post(paths.session, { name: 'Ada', password: 'a long password' });
  const wish = { name: 'cli', permissions: ['event.read'], place: 'site:plant' };
  const { secret: token = '' } = await post(paths.tokens, wish);
  const read = ['log', '--url', url, '--limit', '1', '--level', 'developer'];
  expect(await runCli([...read, '--token', token], { cwd })).toMatchObject({ code: 0, err: '' });
  const byEnvironment = { cwd, env: { MANTINEL_TOKEN: token } };
  expect(await runCli(read, byEnvironment)).toMatchObject({ code: 0, err: '' });
  expect((await runCli([...replayed, '--url', url], byEnvironment)).err).toContain('may not do this');
  expect((await runCli(read, { cwd, env: { MANTINEL_TOKEN: `${token}x` } })).err).toContain('not valid');
  const both = await runCli([...read, '--user', 'Ada', '--token', token], { cwd });
  expect([both.code, both.err]).toEqual([1, expect.stringContaining('cannot be used with')]);

  const { secret = '' } = await post(paths.secondFactor);
  await post(paths.secondFactorCode, { code: appCode(secret) });
  const asAda = [...read, '--user', 'Ada'];
  const env = { MANTINEL_PASSWORD: 'a long password' };
  expect((await runCli(asAda, { cwd, env })).err).toContain('asks for a code as well');
  const types = { Password: () => 'a long password', Code: () => '000000' };
  expect((await runCli(asAda, { cwd, types })).err).toContain('The code is wrong');
  // The next code: the one of now was taken to set it up.
  const next = { ...types, Code: () => appCode(secret, (Date.now() + 30_000) * 1000) };
  expect(await runCli(asAda, { cwd, types: next })).toMatchObject({ code: 0, err: '' });
}

describe('while Mantinel runs', () => {
  test('the log is read, followed and filled over its API', { timeout: 60_000 }, async () => {
    const { url, setupUrl } = await startHere(false);
    const refused = await run('log', '--url', url);
    expect(refused.err).toContain('You are not signed in.');

    const token = new URL(setupUrl!).hash.slice(1);
    await vi.waitFor(
      async () => {
        const body = JSON.stringify({ token, name: 'Ada', password: 'a long password' });
        const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
        const made = await fetch(new URL('/api/v1/owner', url), { method: 'POST', headers, body });
        expect(made.status).toBe(200);
      },
      { timeout: 30_000, interval: 250 },
    );
    const asAda = { cwd, env: { MANTINEL_PASSWORD: 'a long password' } };
    const wrong = await runCli(['log', '--url', url, '--user', 'Ada'], {
      cwd,
      env: { MANTINEL_PASSWORD: 'guessed' },
    });
    expect(wrong.err).toContain('The name or the password is wrong.');

    const stop = new AbortController();
    const following = runCli(
      ['log', '--url', url, '--user', 'Ada', '--follow', '--json', '--machine', 'mill'],
      { ...asAda, signal: stop.signal },
    );
    const there = ['--url', url, '--user', 'Ada'];
    const other = await runCli([...recorded, '--device-model', demo('mill.shdr'), ...there], asAda);
    expect(other.err).toContain('The device model mill.shdr is not understood');
    const undecided = await runCli([...recorded, '--device-model', demo('Devices.xml'), ...there], asAda);
    expect(undecided.err).toMatch(/has no device \(none\); it has: .*VM-3/);
    const absent = await runCli([...recorded, '--device-model', 'none.xml', ...there], asAda);
    expect(absent.err).toContain('none.xml cannot be read: ENOENT');
    const handed = await runCli([...replayed, ...there], asAda);
    expect(handed).toMatchObject({ code: 0, out: `day.txt: Mantinel at ${url} replays it as mill.` });
    await vi.waitFor(
      async () => {
        const { out } = await runCli(
          ['log', '--url', url, '--user', 'Ada', '--code', 'fanuc.SV0401', '--json'],
          asAda,
        );
        expect(out).toContain('SERVO NOT READY');
      },
      { timeout: 15_000, interval: 250 },
    );
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await entersByTokenAndCode(url);
    stop.abort();
    const followed = await following;
    expect(followed.code).toBe(0);
    expect(followed.out.split('\n').filter((line) => line.includes('COOLANT LEVEL LOW'))).toHaveLength(1);
  });

  test('the demonstration is read on this computer without signing in', { timeout: 60_000 }, async () => {
    const { url } = await startHere(true);
    const { code, err } = await run('log', '--url', url, '--level', 'developer');
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringMatching(/^(Nothing in the logbook matches\.)?$/),
    });
  });

  test('a second writer is refused, and told where to look', { timeout: 60_000 }, async () => {
    await startHere(true);
    const { code, err } = await run(...recorded);
    expect(code).toBe(1);
    expect(err, 'the port of this configuration is none').toContain(
      'No Mantinel answers at http://127.0.0.1:0.',
    );
  });
});

/** Runs `mantinel start` until it has told its address. */
async function startCommand() {
  const stop = new AbortController();
  const lines: string[] = [];
  const terminal = {
    out: (line: string) => lines.push(line),
    err: () => undefined,
    style: (_: unknown, text: string) => text,
  };
  const running = runCli(['start'], { cwd, signal: stop.signal, terminal });
  const url = await vi.waitFor(
    () => {
      const found = /Panel\s+(http:\S+)/.exec(lines.join('\n'))?.[1];
      expect(found).toBeDefined();
      return found!;
    },
    { timeout: 30_000 },
  );
  return {
    url,
    told: lines.join('\n'),
    stop: () => {
      stop.abort();
      return running;
    },
  };
}

test('start prints the address, serves it, and ends in order when told', { timeout: 60_000 }, async () => {
  const { url, told, stop } = await startCommand();
  expect((await fetch(new URL('/healthz', url))).status).toBe(200);
  expect(told).toContain(`Records    0 machines of ${join(cwd, 'mantinel.yaml')}`);
  expect(told).not.toContain('https:');
  expect((await stop()).code).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
});

test('in the shop network start tells the encrypted address, and where a device is led to trust it', {
  timeout: 60_000,
}, async () => {
  const tls = '{ names: [mantinel.shop.example] }';
  writeFileSync(join(cwd, 'mantinel.yaml'), `http: { port: 0, host: 0.0.0.0, tls: ${tls} }\n`);
  const { url, told, stop } = await startCommand();
  const { port } = new URL(url);
  expect(told).toContain(`Network    https://mantinel.shop.example:${port}\n`);
  const trust = /Trust\s+(http:\S+)/.exec(told)?.[1];
  expect(trust).toMatch(new RegExp(`:${port}/trust$`));
  const page = await fetch(new URL('/trust', url));
  expect(await page.text()).toContain('Let this device trust Mantinel');
  await stop();
});
