import { readFileSync } from 'node:fs';
import { apiDocument } from '@mantinel/server/api-document';
import { expect, test } from 'vitest';
import { clientFile, clientSource } from './generate-client.ts';

test('the client is what the routes say', () => {
  const committed = readFileSync(clientFile, 'utf8').replaceAll('\r\n', '\n');
  expect(committed === clientSource(apiDocument('0.0.0')), 'run node scripts/generate-client.ts').toBe(true);
});
