/** All repositories on one way to the database. */

import type { Run } from '../run.ts';
import type { Repositories } from '../store.ts';
import type { StoreEnvironment } from '../store-environment.ts';
import { currentState } from './current-state.ts';
import { deviceModels } from './device-models.ts';
import { idempotencyKeys } from './idempotency-keys.ts';
import { machines } from './machines.ts';
import { outbox } from './outbox.ts';
import { people } from './people.ts';
import { sessions } from './sessions.ts';
import { settings } from './settings.ts';

/** `enqueued` is told of every new outbox entry. */
export const repositories = (
  run: Run,
  { nowUs }: Pick<StoreEnvironment, 'nowUs'>,
  enqueued: () => void,
): Repositories => ({
  people: people(run, nowUs),
  sessions: sessions(run, nowUs),
  idempotency: idempotencyKeys(run, nowUs),
  settings: settings(run, nowUs),
  machines: machines(run, nowUs),
  deviceModels: deviceModels(run, nowUs),
  currentState: currentState(run),
  outbox: outbox(run, enqueued),
});
