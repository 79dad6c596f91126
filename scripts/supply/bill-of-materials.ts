/**
 * What is shipped, as CycloneDX 1.6, from package-lock.json: the same lock gives the same bill, but for its time.
 * Not by `npm sbom --omit dev`, which leaves out what a development tool needs as well (npm 11: zod, yaml).
 */
import { licenceOf } from './licences.ts';
import { type LockPackages, resolvePath, type Shipped, shippedOf } from './shipped.ts';

interface Component {
  readonly 'bom-ref': string;
  readonly type: 'library' | 'application';
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly scope?: 'required' | 'optional';
  readonly licenses?: readonly { expression: string }[];
  readonly hashes?: readonly { alg: 'SHA-512'; content: string }[];
}

export interface Bill {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  readonly version: number;
  readonly metadata: { readonly timestamp: string; readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { ref: string; dependsOn: readonly string[] }[];
}

export function billOfMaterials(packages: LockPackages, at: Date): Bill {
  const shipped = shippedOf(packages);
  const refs = new Map(shipped.map((one) => [one.path, refOf(one)]));
  const self = packages['']!;
  const main: Component = {
    'bom-ref': `mantinel@${self.version}`,
    type: 'application',
    name: 'mantinel',
    version: self.version!,
    purl: `pkg:npm/mantinel@${self.version}`,
    licenses: [{ expression: self.license! }],
  };
  const needs = (path: string): string[] => {
    const { dependencies, optionalDependencies, peerDependencies } = packages[path]!;
    const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
    return names
      .map((name) => refs.get(resolvePath(packages, path, name) ?? ''))
      .filter((ref) => ref !== undefined);
  };
  // Our own workspaces are the product itself.
  const own = Object.keys(packages).filter((path) => !path.includes('node_modules/') && path !== 'e2e');
  // One package at several places of the tree is one component.
  const once = new Map(shipped.map((one) => [refOf(one), one]));
  const sorted = (refsOf: Iterable<string>) => [...new Set(refsOf)].sort();
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { timestamp: at.toISOString(), component: main },
    components: sorted(once.keys()).map((ref) => componentOf(once.get(ref)!)),
    dependencies: [
      { ref: main['bom-ref'], dependsOn: sorted(own.flatMap(needs)) },
      ...sorted(once.keys()).map((ref) => ({
        ref,
        dependsOn: sorted(shipped.filter((one) => refOf(one) === ref).flatMap(({ path }) => needs(path))),
      })),
    ],
  };
}

const refOf = ({ name, entry }: Shipped): string => `${name}@${entry.version}`;

function componentOf(shipped: Shipped): Component {
  const { name, entry } = shipped;
  const licence = licenceOf(shipped);
  const sha512 = /^sha512-(\S+)/.exec(entry.integrity ?? '')?.[1];
  return {
    'bom-ref': refOf(shipped),
    type: 'library',
    name,
    version: entry.version!,
    purl: `pkg:npm/${name.replace('@', '%40')}@${entry.version}`,
    scope: entry.optional ? 'optional' : 'required',
    ...(licence && { licenses: [{ expression: licence }] }),
    ...(sha512 && { hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }] }),
  };
}
