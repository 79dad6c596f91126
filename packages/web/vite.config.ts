/** How the screens are built and served while developing. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** main.tsx asks the server first and then loads panel.tsx; the browser hears of that at once, not only then. */
function preloadPanel(): Plugin {
  return {
    name: 'preload-panel',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const panel = chunks.find(({ isDynamicEntry, name }) => isDynamicEntry && name === 'panel');
        return [panel?.fileName ?? [], panel?.imports ?? []].flat().map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head' as const,
        }));
      },
    },
  };
}

/** Packed once here rather than at every request: brotli for HTTPS and this computer, gzip for plain HTTP, where browsers take no other. */
function packed(): Plugin {
  return {
    name: 'packed',
    // From what was written: until then other plugins still replace words in it.
    async writeBundle({ dir = '' }, bundle) {
      const texts = Object.keys(bundle).filter((file) => /\.(js|css|svg)$/.test(file));
      await Promise.all(
        texts.map(async (file) => {
          const path = join(dir, file);
          const text = await readFile(path);
          await writeFile(`${path}.br`, await promisify(brotliCompress)(text));
          await writeFile(`${path}.gz`, await promisify(gzip)(text));
        }),
      );
    },
  };
}

export default defineConfig({
  plugins: [react(), preloadPanel(), packed()],
  // Readers of programs import packages of the house, which a classic worker could not.
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // The server's policy allows scripts from itself only, so nothing may be inlined as data: or blob:.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One sheet in the head: the panel's would be asked for only once main.tsx has run.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        // In few pieces, since a browser keeps six connections to a plain-http server.
        codeSplitting: {
          groups: [
            {
              name: 'first',
              // Without what only some need: it comes with all that it imports, an engine of expressions larger than the panel.
              test: /src[\\/](without-eval|api|log[\\/]view[\\/](address|view)|shell[\\/]language[\\/]languages)|packages[\\/](contract|domain)(?![\\/]src[\\/](catalogue[\\/]icu|search[\\/]linear-regex|query[\\/]check-regex))/,
            },
            {
              name: 'libraries',
              test: /node_modules[\\/](react|react-dom|react-i18next|i18next|scheduler|use-sync-external-store|@tanstack|wouter|regexparam)[\\/]/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': process.env.MANTINEL_SERVER ?? 'http://127.0.0.1:8620' } },
});
