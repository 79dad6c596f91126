import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AppError, paths } from '@mantinel/contract';
import { afterEach, expect, test } from 'vitest';
import { buildHttp } from '../src/http/server.ts';
import { startTestApp, type TestApp, type TestOptions } from './support/start-test-app.ts';

let app: TestApp | undefined;
const started = async (options?: TestOptions) => {
  app = await startTestApp(options);
  return app;
};
afterEach(async () => {
  await app?.stop();
  app = undefined;
});

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

test('every address of the contract is served, described, and closed to strangers unless it is public', async () => {
  const { fetch } = await started();
  const document = (await (await fetch('/docs/json')).json()) as {
    openapi: string;
    paths: Record<string, Record<string, { security: unknown[]; responses: object }>>;
  };
  expect(document.openapi).toBe('3.1.0');
  const open: string[] = [];
  for (const path of Object.values(paths)) {
    const described = document.paths[path.replace(/:(\w+)/g, '{$1}')];
    expect(described, path).toBeDefined();
    for (const [method, operation] of Object.entries(described!)) {
      if (operation.security.length === 0) open.push(`${method} ${path}`);
      else {
        const answer = await fetch(path.replace(/:\w+/g, 'x'), { method: method.toUpperCase() });
        expect(answer.status, `${method} ${path}`).toBe(401);
        // Exporters of OpenTelemetry read google.rpc.Status: 16 is UNAUTHENTICATED.
        const refusal = path === paths.otlpLogs ? { code: 16 } : { code: 'session.required', status: 401 };
        expect(await answer.json()).toMatchObject(refusal);
      }
    }
  }
  expect(open.sort()).toEqual([
    'delete /api/v1/session',
    'get /api/v1/session',
    'get /api/v1/session/single-sign-on',
    'get /api/v1/terminal/people',
    'get /trust',
    'get /trust/:file',
    'post /api/v1/owner',
    'post /api/v1/password',
    'post /api/v1/session',
    'post /api/v1/session/passkey',
    'post /api/v1/session/passkey/request',
    'post /api/v1/session/single-sign-on',
    'post /api/v1/session/single-sign-on/answer',
    'post /api/v1/terminal/activity',
    'post /api/v1/terminal/pairing',
    'post /api/v1/terminal/session',
  ]);
});

test('every answer carries the headers that protect a browser, and no inline script is allowed', async () => {
  const { fetch } = await started();
  for (const path of ['/healthz', '/docs/', '/docs/json', '/api/v1/session', '/nothing']) {
    const { headers } = await fetch(path);
    const policy = headers.get('content-security-policy')!;
    expect(policy, path).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('a write from a foreign page is refused, from this panel and from a program it is not', async () => {
  const { fetch, url } = await started();
  const credentials = { name: 'Olga', password: 'wrong' };
  const from = (headers: Record<string, string>) => fetch(paths.session, json(credentials, headers));
  expect((await from({ origin: 'http://evil.example' })).status).toBe(403);
  expect((await from({ origin: 'null' })).status).toBe(403);
  expect((await from({ origin: url.replace(/:\d+$/, ':1') })).status).toBe(403);
  expect((await from({ origin: url })).status).toBe(401);
  expect((await from({})).status).toBe(401);
});

test('what is wrong with a request is named, and bodies have a limit', async () => {
  const app = await started();
  const cookie = await app.signUp();
  const wrong = await app.fetch(`${paths.events}?limit=0`, { headers: { cookie } });
  expect(wrong.status).toBe(400);
  expect(wrong.headers.get('content-type')).toContain('application/problem+json');
  expect(await wrong.json()).toMatchObject({
    code: 'request.invalid',
    type: '/docs/errors#request.invalid',
    title: expect.stringMatching(/querystring\.limit/),
    requestId: wrong.headers.get('x-request-id'),
  });
  const broken = await app.fetch(paths.session, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"name":',
  });
  expect(await broken.json()).toMatchObject({ code: 'request.invalid' });
  const large = await app.fetch(paths.session, json({ name: 'x', password: 'x'.repeat(2 ** 20) }));
  expect(await large.json()).toMatchObject({ code: 'request.tooLarge', status: 413 });
  const lost = await app.fetch('/api/v1/nothing');
  expect(await lost.json()).toMatchObject({ code: 'request.notFound', status: 404 });
});

test('a failure inside is recorded with its stack and told without it', async () => {
  const app = await started();
  const cookie = await app.signUp();
  app.logbook.count = () => Promise.reject(new Error('secret detail'));
  const answer = await app.fetch(paths.eventCounts, { headers: { cookie } });
  const problem = (await answer.json()) as { requestId: string };
  expect(problem).toMatchObject({ status: 500, code: 'internal' });
  expect(JSON.stringify(problem)).not.toContain('http.test.ts');
  expect(app.lines.join('')).toContain(problem.requestId);
  expect(app.lines.join('')).toContain('http.test.ts');
});

test('a request with an idempotency key takes effect once, also as a refusal', async () => {
  const app = await started({ machines: ['mill'] });
  const headers = { cookie: await app.signUp(), 'idempotency-key': 'key-number-1' };
  const machine = (id: string) => ({ connector: 'shdr', id, host: '127.0.0.1' });
  const first = await app.fetch(paths.machines, json(machine('lathe'), headers));
  const second = await app.fetch(paths.machines, json(machine('lathe'), headers));
  expect(first.status).toBe(200);
  expect(await second.json()).toEqual(await first.json());
  const other = await app.fetch(paths.machines, json(machine('saw'), headers));
  expect(await other.json()).toMatchObject({ code: 'idempotency.reused', status: 422 });

  const again = { ...headers, 'idempotency-key': 'key-number-2' };
  const refused = await app.fetch(paths.machines, json(machine('mill'), again));
  const replayed = await app.fetch(paths.machines, json(machine('mill'), again));
  expect(await refused.json()).toMatchObject({ code: 'machine.exists' });
  expect(replayed.status).toBe(409);
  expect(await replayed.json()).toMatchObject({
    code: 'machine.exists',
    requestId: replayed.headers.get('x-request-id'),
  });

  const odd = await app.fetch(paths.machines, json(machine('x'), { ...headers, 'idempotency-key': 'short' }));
  expect(await odd.json()).toMatchObject({ code: 'request.invalid' });
  app.store.setState('unavailable');
  const waits = await app.fetch(
    paths.machines,
    json(machine('saw'), { ...headers, 'idempotency-key': 'key-number-3' }),
  );
  expect(await waits.json()).toMatchObject({ code: 'store.unavailable', status: 503 });
});

test('without built screens the page says the one command; with them it is served and never cached', async () => {
  const app = await started();
  const bare = await app.fetch('/', { headers: { accept: 'text/html' } });
  expect(bare.status).toBe(503);
  expect(await bare.text()).toContain('npm run build');
  const web = join(app.folder, 'web');
  await mkdir(join(web, 'assets'), { recursive: true });
  await writeFile(join(web, 'index.html'), '<p>panel</p>');
  await writeFile(join(web, 'assets', 'app-1a2b.js'), '1');
  for (const path of ['/', '/setup', '/log/deep?x=1', '/events/node.1795462192733116.270?level=operator']) {
    const page = await app.fetch(path, { headers: { accept: 'text/html' } });
    expect(await page.text(), path).toBe('<p>panel</p>');
    expect(page.headers.get('cache-control')).toBe('no-store');
  }
  const asset = await app.fetch('/assets/app-1a2b.js');
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  await writeFile(join(web, 'assets', 'app-1a2b.js.gz'), gzipSync('1'));
  const packed = await app.fetch('/assets/app-1a2b.js', { headers: { 'accept-encoding': 'gzip' } });
  expect(packed.headers.get('content-encoding')).toBe('gzip');
  expect(packed.headers.get('content-type')).toContain('javascript');
  expect(packed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(packed.headers.get('vary')).toContain('accept-encoding');
  expect(await packed.text()).toBe('1');
  expect((await app.fetch('/assets/gone.js', { headers: { accept: 'text/html' } })).status).toBe(404);
  expect((await app.fetch('/..%2f..%2fetc%2fpasswd')).status).toBe(404);
});

test('liveness, readiness and figures', async () => {
  const app = await started({ machines: ['mill'] });
  expect((await app.fetch('/healthz')).status).toBe(200);
  expect((await app.fetch('/readyz')).status).toBe(200);
  const figures = await (await app.fetch('/metrics')).text();
  expect(figures).toMatch(/^mantinel_logbook_writing 1$/m);
  expect(figures).toMatch(/^mantinel_machines 1$/m);
  expect(figures).toMatch(
    /mantinel_http_request_seconds_count\{method="GET",route="\/readyz",status="200"\} 1/,
  );
  const proxied = await app.fetch('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } });
  expect(await proxied.json()).toMatchObject({ code: 'session.required' });
  app.logbook.failure = new AppError('logbook.full', { data: { directory: '/d' } });
  expect((await app.fetch('/readyz')).status).toBe(503);
});

test('a route that is not declared cannot be added', async () => {
  const bare = {
    routes: [],
    services: {},
    gate: {},
    store: {},
    version: '0',
    trustedProxies: [],
    webRoot: '/',
    log: {},
    encryption: { mode: 'off' },
    onAsked: () => () => undefined,
    onAnswered: () => undefined,
  };
  const http = await buildHttp(bare as never);
  expect(() => http.get('/api/v1/secret', () => 'x')).toThrow(/not declared/);
  await http.close();
});
