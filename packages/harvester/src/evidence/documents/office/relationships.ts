/** Which parts a part of an office document points to. Targets outside the document are never followed. */
import type { Budget } from '../budget.ts';
import type { OfficePackage } from './package.ts';
import { walkXml } from './walk-xml.ts';

export interface Relationship {
  /** The last part of its type: `officeDocument`, `sharedStrings`. */
  readonly type: string;
  /** Name of the part within the package. */
  readonly target: string;
}

/** By id, of the part `of`; '' for the package. */
export async function relationships(
  opened: OfficePackage,
  of: string,
  budget: Budget,
): Promise<ReadonlyMap<string, Relationship>> {
  const slash = of.lastIndexOf('/') + 1;
  const folder = of.slice(0, slash);
  const found = new Map<string, Relationship>();
  const bytes = await opened.part(`${folder}_rels/${of.slice(slash)}.rels`);
  if (!bytes) return found;
  const open = (name: string, { Id, Type, Target, TargetMode }: Readonly<Record<string, string>>) => {
    if (name !== 'Relationship' || !Id || !Type || !Target || TargetMode === 'External') return;
    const target = Target.startsWith('/') ? Target.slice(1) : resolved(folder, Target);
    found.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target });
  };
  walkXml(bytes, { open }, budget);
  return found;
}

const resolved = (folder: string, target: string): string => {
  const parts = folder.split('/').filter(Boolean);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
};
