/** What every answer tells the browser, and what a write must show to be believed. */
import { AppError } from '@mantinel/contract';

const policy = (styles: string): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Nothing inline: neither scripts nor styles. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policy("'self'"),
  'x-content-type-options': 'nosniff',
  // The filter of old browsers was itself a hole; the policy above is what protects.
  'x-xss-protection': '0',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // What the screens may ask of a device, themselves alone: codes are read by the camera, keys by the browser.
  'permissions-policy': [
    'camera=(self)',
    'fullscreen=(self)',
    'publickey-credentials-create=(self)',
    'publickey-credentials-get=(self)',
    'screen-wake-lock=(self)',
    ...[
      'accelerometer',
      'browsing-topics',
      'display-capture',
      'geolocation',
      'gyroscope',
      'hid',
      'magnetometer',
      'microphone',
      'midi',
      'payment',
      'serial',
      'usb',
      'xr-spatial-tracking',
    ].map((feature) => `${feature}=()`),
  ].join(', '),
};

/** For the page of the screens: sheets that carry this nonce are the component library's, which makes them as it runs. */
export const screensPolicy = (nonce: string): string => policy(`'self' 'nonce-${nonce}'`);

interface RequestHead {
  readonly method: string;
  readonly protocol: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * A write from a browser must come from this panel: its Origin is ours. Programs that are no browser send none, and
 * they hold no cookie that a foreign page could ride on. Throws `permission.denied`.
 */
export function requireOwnOrigin({ method, protocol, headers }: RequestHead): void {
  if (method === 'GET' || method === 'HEAD') return;
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  const foreign = site === 'cross-site' || site === 'same-site';
  const ours = origin === undefined || (typeof origin === 'string' && isOurs(origin, protocol, host));
  if (foreign || !ours) throw new AppError('permission.denied', { data: { permission: 'same-origin' } });
}

/** A plain page of our own address is not ours where we are asked encrypted: whoever is in between may have written it. */
function isOurs(origin: string, protocol: string, host: string | string[] | undefined): boolean {
  const { host: itsHost, protocol: itsProtocol } = URL.parse(origin) ?? {};
  return itsHost === host && (itsProtocol === 'https:' || protocol === 'http');
}

const loopbackNames = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const loopbackAddresses = /^(127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/i;

/** Asked from this computer under one of its own names: a foreign page that rebinds its DNS name here is not. */
export const isLocal = (remoteAddress: string, host: string | undefined): boolean =>
  loopbackAddresses.test(remoteAddress) && host !== undefined && loopbackNames.test(host);

/** Sent by this computer, whatever the name: what goes from one of its addresses to the same one has not left it. */
export const isFromHere = (remoteAddress: string | undefined, localAddress: string | undefined): boolean =>
  remoteAddress !== undefined && (loopbackAddresses.test(remoteAddress) || remoteAddress === localAddress);

export const isLoopbackBinding = (host: string): boolean => loopbackNames.test(host) || host === '::1';
