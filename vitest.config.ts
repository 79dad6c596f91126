import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/{src,test}/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'e2e/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/fixtures/**'],
    // For what hangs, not for what is slow: a computer with other work takes three times as long.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // Most tests wait for processes, sockets and disks: two at a time keep a computer of two cores busy, where the default is one.
    maxWorkers: 2,
  },
});
