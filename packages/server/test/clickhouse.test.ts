/** The whole program with its events in ClickHouse itself, by the settings of mantinel.yaml, the real client and a loopback port. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChdb, withoutChdb } from '@mantinel/clickhouse/chdb';
import { type ChdbServer, chdbServer } from '@mantinel/clickhouse/chdb-server';
import { Config, paths } from '@mantinel/contract';
import type { EventStore } from '@mantinel/logbook';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { makeBackup } from '../src/backup/make-backup.ts';
import { systemParts } from '../src/parts.ts';
import { startTestApp, until } from './support/start-test-app.ts';

vi.setConfig({ testTimeout: 120_000 });

const password = 'of a file';

describe.skipIf(withoutChdb)(`events in ClickHouse${withoutChdb ? `: ${withoutChdb}` : ''}`, () => {
  let home: string;
  let session: ReturnType<typeof openChdb>;
  let server: ChdbServer;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'mantinel-at-clickhouse-'));
    session = openChdb(join(home, 'server'));
    session.query('CREATE DATABASE hub');
    await writeFile(join(home, 'password'), `${password}\n`);
    server = await chdbServer({ session, user: 'mantinel', password });
  });
  afterAll(async () => {
    await server?.close();
    session?.close();
    if (home) await rm(home, { recursive: true, force: true });
  });
  const events = () => ({
    store: 'clickhouse' as const,
    url: server.url,
    database: 'hub',
    user: 'mantinel',
    passwordFile: join(home, 'password'),
  });

  async function startHub() {
    let opened: EventStore | undefined;
    const app = await startTestApp({
      folder: join(home, 'app'),
      machines: ['mill'],
      parts: {
        openLogbook: async (config, onProblem) => {
          opened = await systemParts().openLogbook({ ...config, events: events() }, onProblem);
          return opened;
        },
      },
    });
    onTestFinished(() => app.stop());
    return { app, logbook: opened! };
  }

  test('records a machine, shows and searches what it said, and finds it again after a restart', async () => {
    const { app, logbook } = await startHub();
    const cookie = await app.signUp();
    const ask = async (path: string) => (await app.fetch(path, { headers: { cookie } })).json();
    app.machines.get('mill')!.say(
      [
        { kind: 'connection', state: 'connected', timeUs: 1 },
        { kind: 'sample', item: 'Xload', value: 12.5, timeUs: 1_000_000, quality: 'good' },
        {
          kind: 'condition',
          item: 'spindle',
          level: 'fault',
          text: 'Spindle ČELNÁ too warm',
          timeUs: 1_000_001,
        } as never,
      ],
      'cursor-1',
    );
    await until(() => logbook.sourceCursor('mill') === 'cursor-1');
    const query = new URLSearchParams({ query: 'čelná machine:mill', order: 'received' });
    const page = (await ask(`${paths.events}?${query}`)) as { events: { message: string }[] };
    expect(page.events.map(({ message }) => message)).toEqual(['Spindle ČELNÁ too warm']);
    expect(await ask(paths.status)).toMatchObject({ logbook: { state: 'writing' } });
    await app.stop();
    const again = await startHub();
    expect(again.logbook.epoch).toBe(logbook.epoch);
    expect(again.logbook.sourceCursor('mill')).toBe('cursor-1');
    expect(again.app.machines.get('mill')!.asked[0]).toBe('cursor-1');
  });

  test('what it cannot do is refused with a remedy', async () => {
    const config = Config.parse({ data: join(home, 'refused'), events: events() });
    const open = (over: object) => systemParts().openLogbook({ ...config, ...over });
    const encryption = { on: true };
    await expect(open({ logbook: { ...config.logbook, encryption } })).rejects.toMatchObject({
      code: 'clickhouse.encryption',
    });
    await expect(open({ events: { ...events(), passwordFile: join(home, 'none') } })).rejects.toMatchObject({
      code: 'clickhouse.passwordFile',
    });
    await expect(open({ events: { ...events(), user: 'other' } })).rejects.toMatchObject({
      code: 'clickhouse.denied',
    });
    const backup = makeBackup({
      config,
      configFile: undefined,
      target: join(home, 'backup'),
      version: '0',
      nowUs: () => 0,
      signal: new AbortController().signal,
      progress: () => undefined,
    });
    await expect(backup).rejects.toMatchObject({ code: 'clickhouse.backup' });
  });
});

test('the settings ask for an address, and for none with a password in it', () => {
  const problems = (events: object) =>
    Config.safeParse({ events }).error?.issues.map(({ path }) => path.join('.'));
  expect(problems({ store: 'clickhouse' })).toEqual(['events.url']);
  expect(problems({ store: 'clickhouse', url: 'http://me:secret@db:8123' })).toEqual(['events.url']);
  expect(problems({ store: 'clickhouse', url: 'ftp://db' })).toEqual(['events.url']);
  expect(problems({ database: 'a`; DROP' })).toEqual(['events.database']);
  expect(problems({ store: 'clickhouse', url: 'https://db:8443' })).toBeUndefined();
});
