/** What a package-lock.json names but does not hold. */

export interface Lock {
  readonly packages: Record<string, LockEntry>;
}

interface LockEntry {
  readonly resolved?: string;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

export interface LockGap {
  /** The entry that needs it: `node_modules/vite`. */
  readonly path: string;
  readonly needs: string;
}

export function lockGaps({ packages }: Lock): LockGap[] {
  return Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isLocked(packages, name, path))
      .map((needs) => ({ path, needs })),
  );
}

/** Where Node would look, from the package's own folder up to the root. */
function isLocked(packages: Lock['packages'], name: string, from: string): boolean {
  const parts = from.split('/node_modules/');
  const places = parts.map(
    (_, index) => `${parts.slice(0, index + 1).join('/node_modules/')}/node_modules/${name}`,
  );
  return [`node_modules/${name}`, ...places].some((place) => place in packages);
}
