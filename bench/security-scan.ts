/**
 * Lets wapiti and sqlmap loose on the demonstration, signed in as its owner, and says what they found. Prints Markdown for
 * docs/security/scans.md.
 *
 *   node security-scan.ts [--minutes 12] [--only wapiti,sqlmap] [--keep]
 *
 * Needs the Debian packages wapiti and sqlmap; everything stays on loopback and in a folder of its own, which goes afterwards.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '12' },
    only: { type: 'string', default: 'wapiti,sqlmap' },
    keep: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const folder = mkdtempSync(join(tmpdir(), 'mantinel-scan-'));
const cli = join(import.meta.dirname, '../packages/cli/bin/mantinel.mjs');

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { name: string; in: string; example?: unknown }[];
  readonly requestBody?: { content: Record<string, { example?: unknown }> };
}
interface Target {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
}

const product = spawn(process.execPath, [cli, 'demo', '--port', '0'], {
  cwd: folder,
  stdio: ['ignore', 'pipe', 'pipe'],
});
try {
  const setup = await setupUrlOf(product);
  const { origin, hash } = new URL(setup);
  const cookie = await signIn(origin, hash.slice(1));
  const targets = await targetsOf(origin);
  console.log(`${targets.length} operations of ${origin}`);
  if (values.only.includes('wapiti')) await wapiti(origin, cookie, targets);
  if (values.only.includes('sqlmap')) await sqlmap(cookie, targets);
  const alive = await fetch(`${origin}/healthz`);
  console.log(`\nAlive afterwards: ${alive.ok}`);
} finally {
  product.kill('SIGTERM');
  await new Promise((resolve) => product.once('exit', resolve));
  if (values.keep) console.log(`kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

function setupUrlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const found = /http:\/\/\S+\/setup#[\w-]+/.exec(text)?.[0];
      if (found) resolve(found);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.once('exit', () => reject(new Error(`the product ended: ${text}`)));
  });
}

/** The owner's session: a token would be slowed down by its rate. The database may still be starting. */
async function signIn(origin: string, token: string): Promise<string> {
  for (let tried = 0; ; tried++) {
    const answer = await fetch(`${origin}/api/v1/owner`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, name: 'Scanner', password: 'two lathes and a goat' }),
    });
    if (answer.ok) return answer.headers.getSetCookie()[0]!.split(';')[0]!;
    if (tried > 120) throw new Error(await answer.text());
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Everything but what would end the session that asks. */
async function targetsOf(origin: string): Promise<Target[]> {
  const document = (await (await fetch(`${origin}/docs/json`)).json()) as {
    paths: Record<string, Record<string, Operation>>;
  };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => !/session|stream/.test(path) || (method === 'get' && !path.includes('stream')))
      .map(([method, operation]) => targetOf(origin, { method, path, operation })),
  );
}

function targetOf(
  origin: string,
  { method, path, operation }: { method: string; path: string; operation: Operation },
): Target {
  const of = (place: string) => operation.parameters.filter((parameter) => parameter.in === place);
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String(of('path').find((one) => one.name === name)?.example ?? '1')),
  );
  const query = new URLSearchParams(
    of('query').flatMap(({ name, example }) => {
      const all: unknown[] = Array.isArray(example) ? example : [example];
      // Examples of a cursor belong to no page that is there.
      return ['after', 'cursor', 'atEvent'].includes(name) ? [] : all.map((value) => [name, String(value)]);
    }),
  );
  const example = operation.requestBody?.content['application/json']?.example;
  return {
    method: method.toUpperCase(),
    url: `${origin}${filled}${query.size > 0 ? `?${query}` : ''}`,
    body: example === undefined ? undefined : JSON.stringify(example),
  };
}

async function run(command: string, args: readonly string[], seconds: number): Promise<string> {
  const child = spawn('nice', ['-n', '15', command, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const timer = setTimeout(() => child.kill('SIGINT'), seconds * 1000);
  await new Promise((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  });
  clearTimeout(timer);
  return text;
}

/** Without its modules ssrf and xxe, which ask a server of wapiti's makers outside. */
async function wapiti(origin: string, cookie: string, targets: readonly Target[]): Promise<void> {
  const modules =
    'backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss';
  const pages = ['/', '/log', '/admin', '/setup', '/docs/', '/docs/errors'].map((path) => origin + path);
  const starts = [...pages, ...targets.filter(({ method }) => method === 'GET').map(({ url }) => url)];
  const report = join(folder, 'wapiti.json');
  const text = await run(
    'wapiti',
    [
      ...[
        '-u',
        `${origin}/`,
        '--scope',
        'folder',
        '-d',
        '3',
        '-m',
        modules,
        '-f',
        'json',
        '-o',
        report,
        '--no-bugreport',
      ],
      ...[
        '-H',
        `Cookie: ${cookie}`,
        '--flush-session',
        '--store-session',
        join(folder, 'wapiti'),
        '-t',
        '10',
        '-v',
        '1',
      ],
      ...['--max-scan-time', String(minutes * 20), '--max-attack-time', String(minutes * 6)],
      ...starts.flatMap((url) => ['-s', url]),
    ],
    minutes * 60 * 2,
  );
  writeFileSync(join(folder, 'wapiti.log'), text);
  const { vulnerabilities, anomalies, infos } = JSON.parse(readFileSync(report, 'utf8')) as {
    vulnerabilities: Record<string, { path: string; info: string; parameter: string; level: number }[]>;
    anomalies: Record<string, { path: string; info: string; parameter: string; level: number }[]>;
    infos: { version: string; crawled_pages?: number };
  };
  console.log(`\n## ${infos.version}: ${starts.length} addresses to begin with, modules ${modules}\n`);
  const found = [...Object.entries(vulnerabilities), ...Object.entries(anomalies)].filter(
    ([, all]) => all.length > 0,
  );
  if (found.length === 0) console.log('Nothing found.');
  for (const [kind, all] of found) {
    console.log(`- **${kind}**: ${all.length}`);
    for (const { path, parameter, info } of all.slice(0, 8))
      console.log(`  - \`${path}\` ${parameter}: ${info}`);
  }
}

async function sqlmap(cookie: string, targets: readonly Target[]): Promise<void> {
  const usable = targets.filter(({ url, body }) => body !== undefined || url.includes('?'));
  const begun = performance.now();
  const findings: string[] = [];
  let tested = 0;
  for (const { method, url, body } of usable) {
    const left = minutes * 60 - (performance.now() - begun) / 1000;
    if (left < 5) break;
    const text = await run(
      'sqlmap',
      [
        ...[
          '-u',
          url,
          '--method',
          method,
          '--cookie',
          cookie,
          '--batch',
          '--flush-session',
          '--disable-coloring',
        ],
        ...[
          '--dbms',
          'PostgreSQL',
          '--level',
          '1',
          '--risk',
          '1',
          '--technique',
          'BEU',
          '--timeout',
          '10',
          '--retries',
          '1',
        ],
        ...['--ignore-code', '*', '--skip', 'order,level,limit', '--output-dir', join(folder, 'sqlmap')],
        ...(body === undefined ? [] : ['--data', body, '--headers', 'Content-Type: application/json']),
      ],
      Math.min(left, 90),
    );
    tested += 1;
    writeFileSync(join(folder, `sqlmap-${tested}.log`), text);
    for (const line of text.split('\n'))
      if (/is vulnerable|false positive|heuristic .*might be injectable|internal server error/i.test(line))
        findings.push(`- ${method} \`${new URL(url).pathname}\`: ${line.replace(/^\[.*?\] /, '')}`);
  }
  console.log(`\n## sqlmap: ${tested} of ${usable.length} operations that take a query or a body\n`);
  console.log(findings.length === 0 ? 'No parameter appears to be injectable.' : findings.join('\n'));
}
