/** The real npm against a registry on loopback that knows of a weakness, knows of none, or answers nothing of the kind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { judgeAudit } from './judge-audit.ts';

const script = join(import.meta.dirname, 'audit.ts');

async function audit(answer: RequestListener): Promise<{ code: number; out: string }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    const child = spawn(process.execPath, [script, '--registry', registry], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    const [code] = await once(child, 'exit');
    return { code, out };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Knows of one weakness, and of every package one version. */
const knowing =
  (name: string, severity: string): RequestListener =>
  (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      if (request.method === 'POST') {
        const asked = JSON.parse(String(gunzipSync(Buffer.concat(chunks))));
        const advisory = { id: 1, url: 'https://example.com/1', title: 'Opens by itself', severity };
        response.end(
          JSON.stringify(name in asked ? { [name]: [{ ...advisory, vulnerable_versions: '*' }] } : {}),
        );
        return;
      }
      const version = '99.0.0';
      const asked = decodeURIComponent(request.url!.slice(1));
      const versions = { [version]: { name: asked, version } };
      response.end(JSON.stringify({ name: asked, 'dist-tags': { latest: version }, versions }));
    });
  };

test('a grave weakness of what is shipped fails, with its name and place', { timeout: 60_000 }, async () => {
  const { code, out } = await audit(knowing('zod', 'high'));
  expect(out).toContain('zod: high, Opens by itself (https://example.com/1)');
  expect(code).toBe(1);
});

test('a lesser one is counted, one of a development tool is not', { timeout: 60_000 }, async () => {
  const lesser = await audit(knowing('wouter', 'low'));
  expect(lesser).toEqual({ code: 0, out: '  No grave weakness is known; 1 lesser.\n' });
  const tool = await audit(knowing('vitest', 'critical'));
  expect(tool).toEqual({ code: 0, out: '  No grave weakness is known; 0 lesser.\n' });
});

test('a registry without an audit service is told and does not fail', { timeout: 60_000 }, async () => {
  const { code, out } = await audit((_, response) => response.writeHead(405).end());
  expect(out).toContain('NOT CHECKED');
  expect(out).toContain('405');
  expect(code).toBe(0);
});

test('what is no report is not taken for a clean one', () => {
  for (const output of ['', 'npm error', '{}', '{"error":{"summary":"no way out"}}'])
    expect(judgeAudit(output, () => true).verdict).toBe('unreachable');
});
