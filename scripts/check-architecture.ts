/** Holds the packages to the graph in architecture.ts: manifests, imports, relative paths, purity, features. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type Room, rooms, scope, wholeHouse } from './architecture.ts';
import { type ModuleRequest, moduleRequests } from './module-requests.ts';

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

interface Package {
  readonly folder: string;
  readonly room: Room;
  readonly manifest: Manifest;
  readonly manifests: ReadonlyMap<string, Manifest>;
  /** devDependencies of the workspace: at hand for every package's tests and configuration. */
  readonly shared: ReadonlySet<string>;
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** One sentence for each breach, beginning with its place; empty when the house stands as drawn. */
export function checkArchitecture(root: string): string[] {
  const folders = ['e2e', ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`)].filter(
    (folder) => existsSync(join(root, folder, 'package.json')),
  );
  const byName = new Map(folders.map((folder) => [folder, readManifest(join(root, folder))]));
  const manifests = new Map([...byName.values()].map((manifest) => [manifest.name, manifest]));
  const shared = new Set(Object.keys(readManifest(root).devDependencies ?? {}));
  return [...byName].flatMap(([folder, manifest]) => {
    const name = folder.split('/').at(-1)!;
    const room = folder === 'e2e' ? wholeHouse : rooms[name];
    if (!room) return [`${folder}: no room of this name stands in scripts/architecture.ts`];
    if (manifest.name !== scope + name)
      return [`${folder}/package.json: is named ${manifest.name}, not ${scope}${name}`];
    const checked: Package = { folder, room, manifest, manifests, shared };
    return [
      ...checkManifest(checked),
      ...sourcesOf(join(root, folder)).flatMap((file) => checkSource(root, relative(root, file), checked)),
    ];
  });
}

function checkManifest({ folder, room, manifest }: Package): string[] {
  const named = [
    manifest.dependencies,
    manifest.devDependencies,
    manifest.optionalDependencies,
    manifest.peerDependencies,
  ].flatMap((group) => Object.keys(group ?? {}));
  return named
    .filter((name) => name.startsWith(scope) && !room.mayUse.includes(name.slice(scope.length)))
    .map((name) => `${folder}/package.json: may not depend on ${name}`);
}

const isTest = (file: string) => /\.test\.tsx?$|\.config\.ts$|\/(test|support)\/|^e2e\//.test(file);

function checkSource(root: string, path: string, checked: Package): string[] {
  const file = path.split(sep).join('/');
  return moduleRequests(file, readFileSync(join(root, path), 'utf8')).flatMap((request) => {
    const breach = breachOf(request, file, checked);
    return breach === undefined ? [] : [`${file}:${request.line}: ${breach}`];
  });
}

/** What is wrong with one import, or undefined. `file` is relative to the root, with slashes. */
function breachOf(request: ModuleRequest, file: string, checked: Package): string | undefined {
  const { specifier } = request;
  if (specifier.startsWith('.')) return relativeBreach(request, file, checked.folder);
  if (/^([/\\]|file:|[a-z]:)/i.test(specifier)) return `imports the absolute path ${specifier}`;
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    if (!checked.room.pure || isTest(file)) return undefined;
    return `imports ${specifier}, but ${checked.manifest.name} is without I/O`;
  }
  return packageBreach(specifier, file, checked);
}

function relativeBreach(
  { specifier, typeOnly }: ModuleRequest,
  file: string,
  folder: string,
): string | undefined {
  const target = relative('.', resolve(dirname(file), specifier))
    .split(sep)
    .join('/');
  if (!target.startsWith(`${folder}/`)) return `reaches out of its package by ${specifier}`;
  // A feature gets another's service handed by the composition root; to name its type is fine.
  const own = featureOf(file);
  const other = featureOf(target);
  if (own === undefined || other === undefined || own === other || typeOnly || isTest(file)) return undefined;
  return `the feature ${own} imports the feature ${other}; let app.ts hand it over`;
}

const featureOf = (path: string): string | undefined =>
  /^packages\/server\/src\/features\/([^/]+)\//.exec(path)?.[1];

function packageBreach(specifier: string, file: string, checked: Package): string | undefined {
  const { manifest, manifests, shared } = checked;
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const path = `.${specifier.slice(name.length)}`;
  const own = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies };
  const declared =
    name === manifest.name ||
    Object.hasOwn(own, name) ||
    (isTest(file) &&
      (Object.hasOwn(manifest.devDependencies ?? {}, name) || (!name.startsWith(scope) && shared.has(name))));
  if (!declared) return `imports ${name}, which ${checked.folder}/package.json does not declare`;
  const surface = manifests.get(name)?.exports;
  if (surface && !Object.hasOwn(surface, path)) return `imports ${specifier}, which ${name} does not export`;
  return undefined;
}

const skipped = new Set(['node_modules', 'dist', 'fixtures', 'generated', 'data']);

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sourcesOf(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

if (import.meta.main) {
  const breaches = checkArchitecture(join(import.meta.dirname, '..'));
  for (const breach of breaches) console.error(breach);
  process.exitCode = breaches.length === 0 ? 0 : 1;
}
