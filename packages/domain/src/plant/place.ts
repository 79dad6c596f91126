/** Places of the plant after ISA-95: the role-based equipment hierarchy that events, rights and calendars hang on. */

/**
 * ISA-95.00.01 (IEC 62264-1), role-based equipment hierarchy, widest first: enterprise, site, area, work centre (here a production
 * line), work unit (here a machine). A small shop leaves areas and lines out.
 */
export const placeLevels = ['enterprise', 'site', 'area', 'line', 'machine'] as const;
export type PlaceLevel = (typeof placeLevels)[number];

/** `site:plant`, `machine:mill`. The level is part of the id, so that a site and a machine may share a name and never a place. */
export type PlaceId = `${PlaceLevel}:${string}`;

export interface Place {
  readonly id: PlaceId;
  /** What people call it. */
  readonly name: string;
  /** The place that contains it; absent for the enterprise alone. */
  readonly parent?: PlaceId;
}

/** The one root: an installation serves one enterprise. */
export const enterpriseRoot: PlaceId = 'enterprise:own';

/** The place of an event's `site` or `machine`. */
export const placeId = (level: PlaceLevel, name: string): PlaceId => `${level}:${name}`;

const idPattern = /^(enterprise|site|area|line|machine):([a-z0-9][a-z0-9-]{0,62})$/;

/** Undefined for a text that names no place. */
export function parsePlaceId(text: string): PlaceId | undefined {
  return idPattern.test(text) ? (text as PlaceId) : undefined;
}

export const levelOf = (id: PlaceId): PlaceLevel => id.slice(0, id.indexOf(':')) as PlaceLevel;

/** The id within its level: what stands in an event's `site` or `machine`. */
export const shortId = (id: PlaceId): string => id.slice(id.indexOf(':') + 1);

/**
 * Levels may be skipped downwards (a machine right on its site) but never turned round, and everything below the
 * enterprise lies on a site, because every event carries one.
 */
export function mayContain(parent: PlaceLevel, child: PlaceLevel): boolean {
  if (child === 'site') return parent === 'enterprise';
  if (parent === 'enterprise') return false;
  return placeLevels.indexOf(parent) < placeLevels.indexOf(child);
}
