/** The OpenID provider: found by discovery, asked by authorization code with PKCE, its tokens verified by the book. */
import { AppError, type config as configuration, type SingleSignOnPurpose } from '@mantinel/contract';
import * as oidc from 'openid-client';
import type { Outgoing } from '../../../outgoing/outgoing.ts';
import type { Log } from '../../../own-log/log.ts';
import { type Claims, claimOf } from './claims.ts';
import { explainFailure, requireSameTime } from './explain-failure.ts';
import { outgoingFetch } from './outgoing-fetch.ts';
import type { Pending } from './pending.ts';

export interface Provider {
  /** Throws `singleSignOn.unreachable`, `singleSignOn.misconfigured`. */
  begin(asked: { purpose: SingleSignOnPurpose; redirectUri: string }): Promise<Begun>;
  /** Throws also `singleSignOn.refused`, `singleSignOn.denied`, `singleSignOn.clockOff`, `singleSignOn.notFresh`. */
  finish(query: string, pending: Pending): Promise<Finished>;
  /** Where the browser goes to sign out there as well; undefined where the provider has no such place, or does not answer. */
  signOutUrl(idToken: string, panelUrl: string): Promise<string | undefined>;
}

export interface Begun {
  readonly url: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface Finished {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Claims;
  readonly idToken: string;
}

export interface ProviderOptions {
  readonly oidc: configuration.Oidc;
  /** Asked for each time, so that a new secret holds without a restart. */
  readonly clientSecret: () => Promise<string | undefined>;
  readonly outgoing: Pick<Outgoing, 'call'>;
  readonly nowUs: () => number;
  readonly log: Log;
}

const refreshUs = 3_600_000_000;
/** A provider that is down is not asked by everybody who presses the button. */
const notAgainUs = 5_000_000;
const timeoutS = 15;

export function provider(options: ProviderOptions): Provider {
  const { oidc: settings, clientSecret, outgoing, nowUs, log } = options;
  const { label } = settings;
  const fetch = outgoingFetch(outgoing);
  let known: { readonly metadata: oidc.ServerMetadata; readonly sinceUs: number } | undefined;
  let failed: { readonly error: AppError; readonly sinceUs: number } | undefined;
  let asking: Promise<oidc.ServerMetadata> | undefined;
  const within = (sinceUs: number, us: number) => Math.abs(nowUs() - sinceUs) < us;

  async function discover(): Promise<oidc.ServerMetadata> {
    try {
      const found = await oidc.discovery(new URL(settings.issuer), settings.clientId, undefined, undefined, {
        [oidc.customFetch]: fetch,
        timeout: timeoutS,
        execute: insecure(settings.issuer),
      });
      const { supportsPKCE: _helper, ...metadata } = found.serverMetadata();
      // The library lets some large providers differ; here the issuer is half of the key of every account.
      if (metadata.issuer !== settings.issuer) throw wrongIssuer(label, metadata.issuer);
      known = { metadata, sinceUs: nowUs() };
      failed = undefined;
      return metadata;
    } catch (error) {
      const explained = explainFailure(error, { label, nowUs: nowUs() });
      failed = { error: explained, sinceUs: nowUs() };
      log.warn(
        { code: 'signIn.providerAway', reason: explained.message },
        'the provider of single sign-on does not answer as it should; people sign in by password',
      );
      throw explained;
    }
  }

  async function metadata(): Promise<oidc.ServerMetadata> {
    if (known && within(known.sinceUs, refreshUs)) return known.metadata;
    if (failed && within(failed.sinceUs, notAgainUs)) {
      if (known) return known.metadata;
      throw failed.error;
    }
    asking ??= discover().finally(() => {
      asking = undefined;
    });
    try {
      return await asking;
    } catch (error) {
      // What it said an hour ago holds for as long as it is away.
      if (known) return known.metadata;
      throw error;
    }
  }

  /** A new one each time: its key set is fetched anew, so that keys may rotate whenever they like. */
  async function client(): Promise<oidc.Configuration> {
    const server = await metadata();
    const secret = await clientSecret();
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const made = new oidc.Configuration(
      server,
      settings.clientId,
      {
        [oidc.clockSkew]: Math.round(nowUs() / 1_000_000 - Date.now() / 1000),
        [oidc.clockTolerance]: 60,
      },
      secret === undefined
        ? oidc.None()
        : methods.includes('client_secret_basic')
          ? oidc.ClientSecretBasic(secret)
          : oidc.ClientSecretPost(secret),
    );
    made[oidc.customFetch] = fetch;
    made.timeout = timeoutS;
    // The token comes over TLS from the provider itself; its signature is verified all the same.
    oidc.enableNonRepudiationChecks(made);
    for (const execute of insecure(settings.issuer)) execute(made);
    return made;
  }

  async function exchange(query: string, pending: Pending): Promise<Finished> {
    // Another tab's, or an answer that nobody asked for.
    if (new URLSearchParams(query).get('state') !== pending.state) throw new AppError('singleSignOn.lost');
    const asked = await client();
    const url = new URL(pending.redirectUri);
    url.search = query;
    const tokens = await oidc.authorizationCodeGrant(asked, url, {
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      pkceCodeVerifier: pending.codeVerifier,
      idTokenExpected: true,
    });
    const ofToken = tokens.claims()!;
    requireSameTime(ofToken.iat, { label, nowUs: nowUs() });
    if (pending.purpose === 'prove') requireFresh(ofToken, pending);
    const complete = neededClaims(settings).every((name) => claimOf(ofToken, name) !== undefined);
    const more =
      complete || asked.serverMetadata().userinfo_endpoint === undefined
        ? {}
        : await oidc.fetchUserInfo(asked, tokens.access_token, ofToken.sub);
    return {
      issuer: ofToken.iss,
      subject: ofToken.sub,
      claims: { ...more, ...ofToken },
      idToken: tokens.id_token!,
    };
  }

  /** Both times are the provider's own, so that its clock does not matter. Throws `singleSignOn.notFresh`. */
  function requireFresh({ iat, auth_time }: oidc.IDToken, { begunUs }: Pending): void {
    const sinceAskedS = (nowUs() - begunUs) / 1_000_000;
    if (auth_time === undefined || iat - auth_time > sinceAskedS + 5)
      throw new AppError('singleSignOn.notFresh', { data: { label } });
  }

  return {
    begin: async ({ purpose, redirectUri }) => {
      try {
        const asked = await client();
        const [state, nonce, codeVerifier] = [
          oidc.randomState(),
          oidc.randomNonce(),
          oidc.randomPKCECodeVerifier(),
        ];
        const url = oidc.buildAuthorizationUrl(asked, {
          redirect_uri: redirectUri,
          scope: settings.scopes.join(' '),
          state,
          nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: 'S256',
          ...(purpose === 'prove' ? { prompt: 'login', max_age: '0' } : {}),
        });
        return { url: url.href, state, nonce, codeVerifier };
      } catch (error) {
        throw explainFailure(error, { label, nowUs: nowUs() });
      }
    },
    finish: async (query, pending) => {
      try {
        return await exchange(query, pending);
      } catch (error) {
        throw explainFailure(error, { label, nowUs: nowUs() });
      }
    },
    signOutUrl: async (idToken, panelUrl) => {
      try {
        const asked = await client();
        if (asked.serverMetadata().end_session_endpoint === undefined) return undefined;
        return oidc.buildEndSessionUrl(asked, { id_token_hint: idToken, post_logout_redirect_uri: panelUrl })
          .href;
      } catch (error) {
        // Here they are signed out already; what was logged by the discovery is all there is to say.
        log.debug({ code: 'signIn.noProviderSignOut', err: error }, 'nobody to sign out at the provider');
        return undefined;
      }
    },
  };
}

/** Plain http is let out only into private networks that are named: `outgoing` sees to it. */
const insecure = (issuer: string) => (issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []);

const wrongIssuer = (label: string, issuer: string) =>
  new AppError('singleSignOn.misconfigured', {
    data: { label, problem: `it calls itself ${issuer.slice(0, 200)}, which signIn.oidc.issuer does not` },
  });

const neededClaims = ({ nameClaim, emailDomains, requiredClaim, roles }: configuration.Oidc): string[] => [
  nameClaim,
  ...(emailDomains.length > 0 ? ['email'] : []),
  ...(requiredClaim ? [requiredClaim.claim] : []),
  ...roles.map(({ claim }) => claim),
];
