/** Whatever goes wrong between here and a provider, as an error that says to people what to do. */
import { AppError } from '@mantinel/contract';
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';

export interface Explained {
  readonly label: string;
  readonly nowUs: number;
}

/** The provider's clock and ours, as of a token that was issued this moment. Throws `singleSignOn.clockOff`. */
export function requireSameTime(issuedS: number, { label, nowUs }: Explained): void {
  const off = Math.abs(nowUs / 1_000_000 - issuedS);
  if (off > toleratedS) throw clockOff(off, { label, nowUs });
}

const toleratedS = 300;

const clockOff = (offS: number, { label, nowUs }: Explained) =>
  new AppError('singleSignOn.clockOff', {
    data: {
      label,
      minutes: Math.round(offS / 60),
      time: `${new Date(nowUs / 1000).toISOString().slice(11, 16)} UTC`,
    },
  });

export function explainFailure(error: unknown, told: Explained): AppError {
  const { label } = told;
  const known = causesOf(error);
  const own = known.find((one) => one instanceof AppError);
  if (own) return explainOwn(own, told);
  const refused = (problem: string) =>
    new AppError('singleSignOn.refused', { data: { label, problem }, cause: error });
  const misconfigured = (problem: string) =>
    new AppError('singleSignOn.misconfigured', { data: { label, problem }, cause: error });
  if (error instanceof AuthorizationResponseError)
    return new AppError('singleSignOn.denied', {
      data: { label, problem: wordOf(error.error) },
      cause: error,
    });
  if (error instanceof WWWAuthenticateChallengeError)
    return misconfigured('it does not accept the client id with this secret');
  if (error instanceof ResponseBodyError) {
    if (error.status >= 500) return unreachable(label, `it answered ${error.status}`, error);
    if (error.error === 'invalid_client' || error.error === 'unauthorized_client')
      return misconfigured('it does not accept the client id with this secret');
    if (error.error === 'invalid_grant') return refused('the code was used before or is too old');
    return refused(wordOf(error.error));
  }
  if (!(error instanceof ClientError)) return refused('it is not understood');
  const response = known.find((one) => one instanceof Response);
  if (response)
    return response.status >= 500
      ? unreachable(label, `it answered ${response.status}`, error)
      : misconfigured(`it answered ${response.status} where an OpenID provider would not`);
  const other = known.find((one) => isFailedIssuer(one));
  if (other) return misconfigured('its issuer is not the one in signIn.oidc.issuer');
  return explainToken(error, known, told) ?? refused(meanings[error.code ?? ''] ?? 'it is damaged');
}

/** The way out was refused or led nowhere. */
function explainOwn(error: AppError, { label }: Explained): AppError {
  const { host = '', reason = '' } = error.data;
  if (error.code === 'outgoing.refused')
    return new AppError('singleSignOn.misconfigured', {
      data: { label, problem: `${host} is not reached: ${reason} (outgoing.privateNetworks)` },
      cause: error,
    });
  if (error.code === 'outgoing.notTrusted')
    return new AppError('singleSignOn.misconfigured', {
      data: { label, problem: `the certificate of ${host} ${reason} (outgoing.caFile)` },
      cause: error,
    });
  if (error.code === 'outgoing.failed') return unreachable(label, `${host}: ${reason}`, error);
  return error;
}

/** A claim of the ID token is not as it must be. */
function explainToken(error: ClientError, known: readonly unknown[], told: Explained): AppError | undefined {
  const found = known.find((one) => isFailedClaim(one));
  if (!found) return undefined;
  const problem = (text: string) =>
    new AppError('singleSignOn.refused', { data: { label: told.label, problem: text }, cause: error });
  const { claim, claims } = found;
  if (claim === 'exp' || claim === 'nbf') {
    const off = Math.abs(told.nowUs / 1_000_000 - Number(claims?.iat));
    return off > toleratedS ? clockOff(off, told) : problem('it has expired');
  }
  return problem(meanings[claim] ?? `its ${claim} is wrong`);
}

const isFailedIssuer = (one: unknown): boolean =>
  typeof one === 'object' && one !== null && 'attribute' in one && one.attribute === 'issuer';

/** Of a claim, or a code of the library. */
const meanings: Readonly<Record<string, string>> = {
  iss: 'it comes from another issuer',
  aud: 'it is meant for somebody else',
  azp: 'it is meant for somebody else',
  nonce: 'it belongs to another sign-in',
  OAUTH_INVALID_RESPONSE: 'it does not fit what was asked',
  OAUTH_KEY_SELECTION_FAILED: 'the provider does not know the key it is signed with',
};

interface FailedClaim {
  readonly claim: string;
  readonly claims?: { readonly iat?: unknown };
}

const isFailedClaim = (one: unknown): one is FailedClaim =>
  typeof one === 'object' && one !== null && 'claim' in one && typeof one.claim === 'string';

const unreachable = (label: string, reason: string, cause?: unknown): AppError =>
  new AppError('singleSignOn.unreachable', { data: { label, reason }, cause });

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  let one = error;
  while (one !== undefined && one !== null && causes.length < 6) {
    causes.push(one);
    one = one instanceof Error ? one.cause : undefined;
  }
  return causes;
}

/** What a stranger may have put into an address is not shown to people as a sentence. */
const wordOf = (text: string): string => (/^[\w.-]{1,60}$/.test(text) ? text : 'no reason was given');
