/** What `npm audit --json` said of what is shipped: known weaknesses, none, or that nobody could be asked. */

export interface Judgement {
  readonly verdict: 'clean' | 'found' | 'unreachable';
  /** For people, one each. */
  readonly lines: readonly string[];
}

interface Report {
  /** Of a request that failed. */
  readonly message?: string;
  readonly error?: { readonly summary?: string };
  readonly vulnerabilities?: Readonly<Record<string, Finding>>;
}

interface Finding {
  readonly severity: string;
  /** Of the package itself, or names of what brings it in. */
  readonly via: readonly (string | { readonly title: string; readonly url: string })[];
  /** Places in package-lock.json. */
  readonly nodes: readonly string[];
}

/** Whoever ships with these says so knowingly. */
const grave: readonly string[] = ['high', 'critical'];

/** A registry without an audit service (a company's mirror, a plant without a way out) is told and breaks nothing. */
export function judgeAudit(output: string, isShipped: (path: string) => boolean): Judgement {
  let report: Report;
  try {
    report = JSON.parse(output) as Report;
  } catch {
    return unreachable(output.trim().split('\n', 1)[0] || 'npm said nothing');
  }
  if (!report.vulnerabilities)
    return unreachable(report.message || report.error?.summary || 'its answer is no report');
  const ours = Object.entries(report.vulnerabilities).filter(([, { nodes }]) => nodes.some(isShipped));
  const lines = ours
    .filter(([, { severity }]) => grave.includes(severity))
    .map(([name, { severity, via }]) => `${name}: ${severity}, ${via.map(words).join('; ')}`);
  if (lines.length > 0)
    return { verdict: 'found', lines: [...lines, 'Update what is named, or take another package.'] };
  return { verdict: 'clean', lines: [`No grave weakness is known; ${ours.length} lesser.`] };
}

const words = (via: Finding['via'][number]) =>
  typeof via === 'string' ? `through ${via}` : `${via.title} (${via.url})`;

const unreachable = (reason: string): Judgement => ({
  verdict: 'unreachable',
  lines: [`NOT CHECKED: the registry could not be asked for known weaknesses (${reason}).`],
});
