/** What the catalogue holds for one event code: the words for the person at the machine, and what they rest on. */
import type { AlarmPriority } from '../alarms/alarm-state.ts';
import type { PlaceId } from '../plant/place.ts';

export const catalogueLanguages = ['en', 'de', 'sk'] as const;
export type CatalogueLanguage = (typeof catalogueLanguages)[number];

/** What an alarm's rationalisation record says in words (ISA-18.2, IEC 62682); each is an ICU message. */
export const textParts = ['title', 'cause', 'consequence', 'action', 'confirmation'] as const;
export type TextPart = (typeof textParts)[number];

/** `title`: what happened, in a line. `confirmation`: how one sees that the action helped. */
export type EntryTexts = { readonly title: string } & { readonly [part in TextPart]?: string };

export const confidences = ['high', 'medium', 'low'] as const;
/** `high`: the maker's own document agrees with another source. `medium`: two sources that do not depend on each other. */
export type Confidence = (typeof confidences)[number];

export interface CatalogueSource {
  readonly title: string;
  readonly address?: string;
}

export interface CatalogueEntry {
  readonly code: string;
  readonly texts: { readonly [language in CatalogueLanguage]?: EntryTexts };
  readonly priority?: AlarmPriority;
  /** Time to respond of ISA-18.2: after it, the consequence can no longer be prevented. */
  readonly respondWithinMinutes?: number;
  readonly sources: readonly CatalogueSource[];
  readonly confidence?: Confidence;
  /** Explains a kind of event rather than this number: the control's own text says more and stands first. */
  readonly generic?: true;
}

/** An entry of the shop: it holds where it stands, and for a model alone where one is named. */
export interface ShopEntry extends CatalogueEntry {
  readonly place: PlaceId;
  /** As the machine's device model names it; empty for every model. */
  readonly model: string;
}

/** Where an explanation comes from, nearest first. */
export const catalogueOrigins = ['machine', 'model', 'shop', 'shipped'] as const;
export type CatalogueOrigin = (typeof catalogueOrigins)[number];
