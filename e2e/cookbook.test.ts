/** docs/guides/api-cookbook.md is run as it stands, with the system's curl and bash, and answers as it says. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newDirectory, type Product, removeDirectory, startProduct } from './support/product.ts';

const page = fileURLToPath(new URL('../docs/guides/api-cookbook.md', import.meta.url));
let folder: string;
let product: Product;
const there = (command: string) =>
  spawnSync(command, [command === 'openssl' ? 'version' : '--version']).status === 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-cookbook-'));
  const directory = await newDirectory();
  const lines = Array.from({ length: 50 }, (_, at) => {
    const time = new Date(Date.UTC(2026, 10, 24, 6, 0, at)).toISOString();
    return at % 10 === 0 ? `${time}|execution|${at % 20 === 0 ? 'ACTIVE' : 'READY'}` : `${time}|Xload|${at}`;
  });
  await writeFile(join(directory, 'day.shdr'), `${lines.join('\n')}\n`);
  const machine = `{ connector: replay, id: mill, file: day.shdr, speed: 20, loop: true }`;
  product = await startProduct({ directory, config: `machines:\n  - ${machine}\n` });
}, 120_000);
afterAll(async () => {
  await product?.stop();
  await removeDirectory(product.directory);
  await rm(folder, { recursive: true, force: true });
});

interface Recipe {
  readonly title: string;
  readonly script: string;
  readonly kind: 'json' | 'text' | undefined;
  readonly said: string;
}

/** Each `sh` block with the block that follows it. */
function recipesOf(text: string): Recipe[] {
  const recipes: Recipe[] = [];
  let title = '';
  for (const part of text.split(/(?=^## |^```(?:sh|json|text)$)/m)) {
    const [, heading] = /^## (.*)$/m.exec(part) ?? [];
    if (part.startsWith('## ')) title = heading!;
    const [, kind, content] = /^```(sh|json|text)\n(.*?)^```$/ms.exec(part) ?? [];
    if (kind === 'sh') recipes.push({ title, script: content!, kind: undefined, said: '' });
    const last = recipes.pop();
    if (last) recipes.push(kind === 'json' || kind === 'text' ? { ...last, kind, said: content! } : last);
  }
  return recipes;
}

test('every recipe does what it says', async ({ skip }) => {
  for (const command of ['bash', 'curl', 'openssl'])
    if (!there(command)) skip(`${command} is not installed here, by which the cookbook would be run`);
  const recipes = recipesOf(await readFile(page, 'utf8'));
  expect(recipes.length).toBeGreaterThan(25);
  const mark = (at: number) => `----- ${at} -----`;
  // One shell for all of them: what one recipe keeps, a later one uses.
  const script = recipes
    .map(({ script: commands }, at) => `echo '${mark(at)}'\n${commands}\necho`)
    .join('\n');
  const run = spawnSync('bash', ['--norc', '-u', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 90_000,
    env: { PATH: process.env.PATH, HOME: folder, MANTINEL: product.url },
  });
  expect(run.stderr).toBe('');
  recipes.forEach(({ title, kind, said }, at) => {
    const output = run.stdout.split(mark(at))[1]!.split('-----')[0]!.trim();
    if (kind === 'json') expect(JSON.parse(output), `${title}: ${output}`).toEqual(shapeOf(JSON.parse(said)));
    if (kind === 'text') expect(output, title).toMatch(new RegExp(`^${patternOf(said.trim())}$`));
  });
}, 120_000);

/** `…` is any text, 1 any number that is; lists and objects may hold more. */
function shapeOf(said: unknown): unknown {
  if (said === 1) return expect.any(Number);
  if (said === '…') return expect.any(String);
  if (typeof said === 'string' && said.includes('…'))
    return expect.stringMatching(new RegExp(`^${patternOf(said)}$`));
  if (Array.isArray(said)) return expect.arrayContaining(said.map(shapeOf));
  if (typeof said === 'object' && said !== null)
    return expect.objectContaining(
      Object.fromEntries(Object.entries(said).map(([name, value]) => [name, shapeOf(value)])),
    );
  return said;
}

const patternOf = (text: string): string =>
  text
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^\\n]*');
