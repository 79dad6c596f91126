/** What the page about trust needs: the authority, its files, and the page's own. */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { AppError } from '@mantinel/contract';
import { factsOf } from '../../tls/authority.ts';
import type { LocalSource } from '../../tls/local-source.ts';
import { profile } from './profile.ts';
import { trustPage } from './trust-page.ts';

/** A file as it is answered. */
interface Page {
  readonly type: string;
  readonly content: Readable | string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface TrustService {
  page(host: string | undefined): Promise<Page>;
  /** Throws `request.notFound`. */
  file(name: string): Promise<Page>;
}

const revalidated = { 'cache-control': 'no-cache' } as const;

export function trustService(local: Pick<LocalSource, 'existing'>): TrustService {
  /** Throws `request.notFound` where there is no authority of our own, so that nothing needs to be trusted. */
  async function authority(): Promise<string> {
    const pair = await local.existing('authority');
    if (!pair) throw new AppError('request.notFound');
    return pair.certificate;
  }

  const asset = async (file: string, type: string): Promise<Page> => ({
    type: `${type}; charset=utf-8`,
    content: await readFile(new URL(`./page/${file}`, import.meta.url), 'utf8'),
    headers: revalidated,
  });
  const download = (type: string, name: string, content: Page['content']): Page => ({
    type,
    content,
    headers: { ...revalidated, 'content-disposition': `attachment; filename="${name}"` },
  });

  return {
    page: async (host) => {
      const { fingerprint, subject } = factsOf(await authority());
      const encrypted = URL.parse(`https://${host ?? ''}`)?.origin;
      return {
        type: 'text/html; charset=utf-8',
        content: trustPage({ fingerprint, name: subject }),
        headers: {
          'cache-control': 'no-store',
          // From the plain page it asks the encrypted address of the same server, which not every browser takes for itself.
          'content-security-policy': `default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self'${encrypted === undefined ? '' : ` ${encrypted}`}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
        },
      };
    },
    file: async (name) => {
      switch (name) {
        case 'trust.css':
          return asset(name, 'text/css');
        case 'trust.js':
          return asset(name, 'text/javascript');
        case 'check':
          return {
            type: 'text/plain; charset=utf-8',
            content: 'trusted\n',
            headers: { 'cache-control': 'no-store', 'cross-origin-resource-policy': 'cross-origin' },
          };
        case 'authority.crt': {
          const { raw } = new X509Certificate(await authority());
          return download('application/x-x509-ca-cert', 'mantinel.crt', Readable.from([raw]));
        }
        case 'authority.pem':
          return download('application/x-pem-file', 'mantinel.pem', await authority());
        case 'mantinel.mobileconfig': {
          const pem = await authority();
          const content = profile(pem, factsOf(pem).subject);
          return download('application/x-apple-aspen-config', 'mantinel.mobileconfig', content);
        }
        default:
          throw new AppError('request.notFound');
      }
    },
  };
}
