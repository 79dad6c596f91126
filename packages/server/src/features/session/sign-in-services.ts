/** Every way to sign in, and what follows from it, put together. */
import { join } from 'node:path';
import type { Config } from '@mantinel/contract';
import type { Store } from '@mantinel/store';
import { isLoopbackBinding } from '../../http/security.ts';
import type { Outgoing } from '../../outgoing/outgoing.ts';
import type { Log } from '../../own-log/log.ts';
import type { Parts } from '../../parts.ts';
import { keyedHash } from '../../secrets/keyed-hash.ts';
import type { SecretBox } from '../../secrets/secret-box.ts';
import type { Services } from '../../services.ts';
import { steadyNow } from '../../steady-clock.ts';
import type { PlantView } from '../plant/plant-view.ts';
import { beginSession } from './begin-session.ts';
import type { FirstRun } from './first-run.ts';
import { signInGuard } from './guard/sign-in-guard.ts';
import { passkeyService } from './passkeys/service.ts';
import { secondFactorService } from './second-factor/service.ts';
import type { KnownSenders } from './senders/known-senders.ts';
import { sessionService } from './service.ts';
import { sessionsService } from './sessions.ts';
import { identitiesService } from './single-sign-on/identities.ts';
import { singleSignOnService } from './single-sign-on/service.ts';
import { badgeService } from './terminals/badges.ts';
import { pinService } from './terminals/pins.ts';
import { terminalsService } from './terminals/service.ts';
import { terminalDoor } from './terminals/terminal-door.ts';

interface SignInOptions {
  readonly config: Config;
  readonly parts: Pick<Parts, 'clock' | 'randomBytes' | 'oidcClientSecret'>;
  readonly store: Store;
  readonly firstRun: FirstRun;
  readonly plant: PlantView;
  readonly senders: KnownSenders;
  readonly box: SecretBox;
  readonly outgoing: Outgoing;
  readonly demo: boolean;
  readonly log: Log;
}

type SignInServices = Pick<
  Services,
  | 'session'
  | 'sessions'
  | 'singleSignOn'
  | 'identities'
  | 'secondFactors'
  | 'passkeys'
  | 'terminals'
  | 'door'
  | 'badges'
  | 'pins'
>;

export function signInServices({
  config,
  parts: { clock, randomBytes, oidcClientSecret },
  demo,
  ...options
}: SignInOptions): { services: SignInServices; close: () => void } {
  const { store, box, log } = options;
  const { nowUs } = clock;
  const { site, signIn } = config;
  const { limits, oidc } = signIn;
  const guard = signInGuard({ limits, box, randomBytes, nowUs, log });
  const shared = {
    ...options,
    site,
    guard,
    remember: guard.remember,
    nowUs,
    steadyUs: steadyNow(nowUs),
    randomBytes,
  };
  const begin = beginSession(shared);
  const secondFactors = secondFactorService(shared);
  const passkeys = passkeyService(shared);
  const openDemo = demo && isLoopbackBinding(config.http.host);
  const session = sessionService({ ...shared, secondFactors, passkeys, begin, openDemo });
  const { rightsChanged } = session;
  const keyed = keyedHash({ file: join(config.data, 'keys', 'terminals.key'), randomBytes });
  const badges = badgeService({ store, keyed, site, nowUs });
  const pins = pinService({ store, keyed, site, nowUs });
  const clientSecret = () => oidcClientSecret(config);
  const singleSignOn = singleSignOnService({ ...shared, oidc, clientSecret, begin, rightsChanged });
  return {
    services: {
      session,
      sessions: sessionsService({ store, site, rightsChanged, nowUs }),
      singleSignOn,
      identities: identitiesService({ store, issuer: singleSignOn.issuer, site, nowUs }),
      secondFactors,
      passkeys,
      terminals: terminalsService({ store, site, rightsChanged, nowUs, randomBytes }),
      door: terminalDoor({ ...shared, begin, badges, pins, limits }),
      badges,
      pins,
    },
    close: () => guard.close(),
  };
}
