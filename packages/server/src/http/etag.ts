/** Versions as entity tags (RFC 9110, 8.8.3): two people who edit one thing cannot overwrite each other. */
import { AppError } from '@mantinel/contract';

export function etagOf(answer: unknown): { etag?: string } {
  const version =
    typeof answer === 'object' && answer !== null && 'version' in answer ? answer.version : undefined;
  return typeof version === 'number' ? { etag: `"${version}"` } : {};
}

/**
 * Of a write: the version it was made from, 0 for what is not there yet (`If-None-Match: *`), and 0 for GET and POST, which
 * change no version. Throws `request.versionMissing`, `request.invalid`.
 */
export function requireVersion({
  method,
  headers,
}: {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}): number {
  if (method === 'GET' || method === 'POST') return 0;
  if (headers['if-none-match'] === '*') return 0;
  const tag = headers['if-match'];
  if (tag === undefined) throw new AppError('request.versionMissing');
  // A proxy that compresses may have made the tag a weak one.
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(String(tag))?.[1];
  if (version === undefined)
    throw new AppError('request.invalid', { data: { problem: 'If-Match is no ETag of ours' } });
  return Number(version);
}
