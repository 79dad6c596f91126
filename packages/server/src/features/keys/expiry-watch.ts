/** Which certificate ends next, told in time: once for each span before its end, also over restarts. */
import { AppError, type EndingCertificate, expiryWarningDays } from '@mantinel/contract';
import { lookRegularly } from '../../look-regularly.ts';
import type { Log } from '../../own-log/log.ts';
import type { KeyFolder } from '../../tls/key-folder.ts';
import type { KeysService } from './service.ts';

export interface ExpiryWatch {
  /** Of those that are known, the one that ends first. */
  next(): EndingCertificate | undefined;
  stop(): Promise<void>;
}

export interface ExpiryWatchOptions {
  readonly keys: Pick<KeysService, 'own' | 'edges'>;
  readonly folder: Pick<KeyFolder, 'readText' | 'writeText'>;
  readonly everyMs: number;
  readonly nowUs: () => number;
  readonly log: Log;
}

interface Ending extends EndingCertificate {
  readonly name: string;
  readonly fingerprint: string;
}

const dayUs = 24 * 3_600_000_000;
/** The shortest span already told, by fingerprint. */
const toldFile = 'expiry-told.json';

export function expiryWatch({ keys, folder, everyMs, nowUs, log }: ExpiryWatchOptions): ExpiryWatch {
  let next: EndingCertificate | undefined;

  async function look(): Promise<void> {
    const edges = await edgesOf(keys);
    const all = [...(await ownOf(keys)), ...(edges ?? [])].toSorted(
      (one, other) => one.expiresUs - other.expiresUs,
    );
    const [first] = all;
    next = first && { kind: first.kind, expiresUs: first.expiresUs };
    const told = await readTold(folder);
    const news = all.flatMap((ending) => {
      const span = spanOf(ending.expiresUs - nowUs());
      return span === undefined || (told[ending.fingerprint] ?? Infinity) <= span
        ? []
        : [{ ...ending, span }];
    });
    if (news.length === 0) return;
    for (const ending of news) tell(ending);
    // Those of edge nodes are not forgotten while the database is away.
    const known = new Set(all.map(({ fingerprint }) => fingerprint));
    const kept = Object.entries(told).filter(
      ([fingerprint]) => edges === undefined || known.has(fingerprint),
    );
    const added = news.map(({ fingerprint, span }) => [fingerprint, span] as const);
    await folder.writeText(toldFile, `${JSON.stringify(Object.fromEntries([...kept, ...added]))}\n`);
  }

  function tell({ kind, name, fingerprint, expiresUs }: Ending): void {
    const daysLeft = Math.max(0, Math.floor((expiresUs - nowUs()) / dayUs));
    const on = new Date(expiresUs / 1000).toISOString().slice(0, 10);
    const facts = { code: 'certificate.ending', certificate: kind, name, fingerprint, expiresUs, daysLeft };
    const when = expiresUs > nowUs() ? `ends on ${on}` : `ended on ${on}`;
    log.warn({ ...facts, remedy: remedies[kind] }, `the certificate of ${called[kind]} ${name} ${when}`);
  }

  const { stop } = lookRegularly(look, {
    everyMs,
    failed: (error) =>
      log.warn({ code: 'certificate.notLooked', err: error }, 'the ends of certificates cannot be looked at'),
  });
  return { next: () => next, stop };
}

/** The shortest of the spans that has begun. */
const spanOf = (leftUs: number): number | undefined =>
  expiryWarningDays.findLast((days) => leftUs <= days * dayUs);

const called = {
  server: 'the server',
  authority: 'the authority',
  edgeAuthority: 'the authority of the edge nodes',
  edge: 'the edge node',
} as const satisfies Record<EndingCertificate['kind'], string>;

const remedies = {
  server:
    'Renew it on the page "Keys and certificates"; where it comes from files, replace them by renewed ones.',
  authority:
    'Replace it on the page "Keys and certificates", and let every device trust the new one: plan a day for it.',
  edgeAuthority:
    'Before it ends, remove data/keys/edges.pem, start again and issue new certificates to all edge nodes.',
  edge: 'Issue a new one on the page "Keys and certificates" and install it at the node.',
} as const satisfies Record<EndingCertificate['kind'], string>;

async function ownOf(keys: Pick<KeysService, 'own'>): Promise<Ending[]> {
  return (await keys.own()).flatMap(({ kind, name, fingerprint, expiresUs }) =>
    fingerprint === undefined || expiresUs === undefined || kind === 'acmeAccount' || kind === 'secrets'
      ? []
      : [{ kind, name, fingerprint, expiresUs }],
  );
}

/** Undefined while the database is away, which is told elsewhere. */
async function edgesOf(keys: Pick<KeysService, 'edges'>): Promise<Ending[] | undefined> {
  try {
    return (await keys.edges()).map(({ name, fingerprint, expiresUs }) => ({
      kind: 'edge',
      name,
      fingerprint,
      expiresUs,
    }));
  } catch (error) {
    if (error instanceof AppError && error.code === 'store.unavailable') return undefined;
    throw error;
  }
}

async function readTold(folder: Pick<KeyFolder, 'readText'>): Promise<Record<string, number>> {
  const text = await folder.readText(toldFile);
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as Record<string, number>;
  } catch {
    return {}; // damaged: to be told twice is better than never
  }
}
