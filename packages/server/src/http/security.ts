/** What every answer tells the browser, and what a write must show to be believed. */
import { AppError } from '@mantinel/contract';

/** Styles may stand inline because the component library sets them so; scripts never. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

interface RequestHead {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * A write from a browser must come from this panel: its Origin is ours. Programs that are no browser send none, and
 * they hold no cookie that a foreign page could ride on. Throws `permission.denied`.
 */
export function requireOwnOrigin({ method, headers }: RequestHead): void {
  if (method === 'GET' || method === 'HEAD') return;
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  const foreign = site === 'cross-site' || site === 'same-site';
  const ours = origin === undefined || (typeof origin === 'string' && hostOf(origin) === host);
  if (foreign || !ours) throw new AppError('permission.denied', { data: { permission: 'same-origin' } });
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

const loopbackNames = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const loopbackAddresses = /^(127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/i;

/** Asked from this computer under one of its own names: a foreign page that rebinds its DNS name here is not. */
export const isLocal = (remoteAddress: string, host: string | undefined): boolean =>
  loopbackAddresses.test(remoteAddress) && host !== undefined && loopbackNames.test(host);

export const isLoopbackBinding = (host: string): boolean => loopbackNames.test(host) || host === '::1';
