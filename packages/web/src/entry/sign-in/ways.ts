/** The ways to sign in besides name and password, in the order of their buttons: one file and one line each. */
import { passkeyWay } from './passkey-way.tsx';
import { providerWay } from './provider-way.tsx';
import type { Way } from './way.ts';

export const otherWays: readonly Way[] = [providerWay, passkeyWay];
