/** What reaches a user by `npm ci --omit dev`, out of package-lock.json. */

export interface LockEntry {
  readonly version?: string;
  readonly license?: string;
  /** `sha512-` and base64. */
  readonly integrity?: string;
  /** Only for those who build and test. */
  readonly dev?: boolean;
  /** A workspace of ours. */
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export type LockPackages = Readonly<Record<string, LockEntry>>;

export interface Shipped {
  /** In the lock: `node_modules/ajv/node_modules/fast-uri`. */
  readonly path: string;
  readonly name: string;
  readonly entry: LockEntry;
}

const folder = 'node_modules/';

/** Packages of others, once for each place they are installed at. */
export function shippedOf(packages: LockPackages): Shipped[] {
  return Object.entries(packages)
    .filter(([path, { dev, link }]) => path.includes(folder) && !dev && !link)
    .map(([path, entry]) => ({
      path,
      name: path.slice(path.lastIndexOf(folder) + folder.length),
      entry,
    }));
}

/** Where Node finds `name` from `path`: in the nearest `node_modules` above. Undefined where it is not installed. */
export function resolvePath(packages: LockPackages, path: string, name: string): string | undefined {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf(`/${folder}`)))) {
    const found = `${at === '' ? '' : `${at}/`}${folder}${name}`;
    if (packages[found]) return found;
    if (at === '') return undefined;
  }
}
