/** Whether the screens have been built. */
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Check, ok, warn } from './check.ts';

const built = fileURLToPath(new URL('../../../web/dist/index.html', import.meta.url));

export const panel: Check = {
  name: 'Panel',
  ask: async () => {
    try {
      await access(built);
      return ok('built');
    } catch {
      // Absent is the answer, and npm start mends it.
      return warn('not built yet', 'Run npm start: it builds the panel before it serves it.');
    }
  },
};
