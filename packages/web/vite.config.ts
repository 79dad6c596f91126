/** How the screens are built and served while developing. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2023',
    // The server's policy allows scripts from itself only, so nothing may be inlined as data: or blob:.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': process.env.MANTINEL_SERVER ?? 'http://127.0.0.1:8620' } },
});
