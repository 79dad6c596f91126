/** The way back in, beside a Mantinel that runs and without one. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, loadConfig, start } from '@mantinel/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCli } from './run-cli.ts';

let cwd: string;
let app: App | undefined;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mantinel-recover-'));
  writeFileSync(join(cwd, 'mantinel.yaml'), 'http: { port: 0 }\n');
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  rmSync(cwd, { recursive: true, force: true, maxRetries: 5 });
});

async function startHere(): Promise<App> {
  const { config } = await loadConfig({ cwd, env: {} });
  app = await start({ config, demo: false, log: () => undefined });
  return app;
}
const recover = (...more: string[]) => runCli(['recover', ...more], { cwd });
const post = async (path: string, body: unknown) => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(app!.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await answer.json()) as { state?: string; code?: string };
};
const choose = (link: string, password: string) =>
  post('/api/v1/password', { token: link.split('#')[1], password });
const signIn = (password: string) => post('/api/v1/session', { name: 'Ada', password });

test('an owner comes back in, once by each link, and the audit trail tells it', {
  timeout: 120_000,
}, async () => {
  const { setupUrl } = await startHere();
  const owner = { token: setupUrl!.split('#')[1], name: 'Ada', password: 'correct horse battery' };
  await vi.waitFor(
    async () => expect(await post('/api/v1/owner', owner)).toMatchObject({ state: 'signedIn' }),
    {
      timeout: 60_000,
      interval: 300,
    },
  );

  const beside = await recover();
  expect(beside).toMatchObject({ code: 0 });
  expect(beside.out).toMatch(/^\/password#[\w-]{43}$/);
  expect(beside.err).toContain('For Ada, once and within 60 minutes.');
  expect(await choose(beside.out, 'two lathes and a goat')).toMatchObject({ state: 'signedIn' });
  expect(await choose(beside.out, 'two mills and a cow')).toMatchObject({ code: 'passwordLink.invalid' });
  expect(await signIn('correct horse battery')).toMatchObject({ code: 'session.wrongPassword' });
  expect(await signIn('two lathes and a goat')).toMatchObject({ state: 'signedIn' });

  await app!.stop();
  expect((await recover('--name', 'Nobody')).err).toContain('No owner is called Nobody');
  const without = await recover('--name', 'ada');
  expect(without).toMatchObject({ code: 0 });
  expect((await startHere()).setupUrl).toBeUndefined();
  await vi.waitFor(
    async () => expect(await choose(without.out, 'two mills and a cow')).toMatchObject({ state: 'signedIn' }),
    { timeout: 60_000, interval: 300 },
  );
  await app!.stop();
  const told = await runCli(['log', '--json', '--kind', 'audit', '--code', 'person.recoveryLinkMade'], {
    cwd,
  });
  expect(told.out.split('\n').filter(Boolean)).toHaveLength(2);
  expect(told.out).not.toContain(without.out.split('#')[1]);
});

test('where nobody is owner yet it says so', { timeout: 60_000 }, async () => {
  const { code, err } = await recover();
  expect(code).toBe(1);
  expect(err).toContain('There is no owner yet');
});
