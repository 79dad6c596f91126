import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_THEME } from '@mantine/core';
import { expect, test } from 'vitest';
import { cssVariables } from './theme.ts';

const source = fileURLToPath(new URL('../..', import.meta.url));
const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.css'))
  .map((name) => ({ name, text: readFileSync(join(source, name), 'utf8') }));

test.each(['light', 'dark'] as const)('every variable that a style sheet uses exists, in %s', (scheme) => {
  const known = new Set(Object.keys(cssVariables(DEFAULT_THEME)[scheme]));
  for (const { text } of sheets) for (const [, name] of text.matchAll(/(--[\w-]+)\s*:/g)) known.add(name!);
  const missing = sheets.flatMap(({ name, text }) =>
    [...text.matchAll(/var\((--[\w-]+)\)/g)]
      .map(([, variable]) => variable!)
      .filter((variable) => !known.has(variable) && !variable.startsWith('--mantine-'))
      .map((variable) => `${name}: ${variable}`),
  );
  expect(missing).toEqual([]);
});
