/** The built screens: hashed files for a year, the page itself never from a cache and with the nonce of its styles, every other address of theirs the page. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { AppError } from '@mantinel/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { screensPolicy } from './security.ts';

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mantinel</title>
<h1>The screens are not built yet</h1>
<p>Machines are being recorded all the same. Build the screens once, then reload this page:</p>
<pre>npm run build</pre>
<p>The API is described at <a href="/docs">/docs</a>.</p></html>
`;

export async function serveScreens(fastify: FastifyInstance, webRoot: string): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: webRoot,
    // Until it is built the folder is not there, which is told on the page.
    suppressWarning: true,
    index: false,
    // The build leaves a `.br` and a `.gz` beside each text.
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.startsWith(join(webRoot, 'assets'));
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.get('/', (_request, reply) => page(reply));
  fastify.setNotFoundHandler((request, reply) => {
    if (!wantsPage(request)) throw new AppError('request.notFound');
    return page(reply);
  });

  async function page(reply: FastifyReply) {
    const html = await readPage(join(webRoot, 'index.html'));
    reply.type('text/html; charset=utf-8');
    if (html === undefined) return reply.code(503).header('cache-control', 'no-store').send(notBuilt);
    // Another one each time, so that nobody can know it beforehand; kept nowhere, since page and header belong together.
    const nonce = randomBytes(16).toString('base64url');
    return reply
      .headers({ 'cache-control': 'no-store', 'content-security-policy': screensPolicy(nonce) })
      .send(html.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`));
  }
}

async function readPage(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A browser asking for an address of the screens, not a program asking for data or a file that is gone. */
function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?', 1)[0]!;
  return (
    (method === 'GET' || method === 'HEAD') &&
    !path.startsWith('/api/') &&
    // An event's address ends in its number after a full stop; the ending of a file has a letter. `~`: an editor's backup.
    !/\.\w*[a-z]\w*$|~$/i.test(path) &&
    (headers.accept ?? '').includes('text/html')
  );
}
