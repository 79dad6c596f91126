/** Whether the certificate that the configuration wants can be shown: readable, with its key, for its names, not ended. */
import { examineEncryption } from '@mantinel/server';
import type { Check } from './check.ts';

export const encryption: Check = {
  name: 'Encryption',
  ask: ({ loaded: { config } }) => examineEncryption(config, Date.now() * 1000),
};
