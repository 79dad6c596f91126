/** The transformer: an entry of the catalogue and an event become words for the person who stands at the machine. */
import type { AlarmPriority } from '../alarms/alarm-state.ts';
import type { AttributeValue, NewEvent } from '../event.ts';
import type { ChosenEntry } from './choose-entry.ts';
import {
  type CatalogueLanguage,
  type CatalogueOrigin,
  type CatalogueSource,
  type Confidence,
  catalogueLanguages,
  type EntryTexts,
  type TextPart,
  textParts,
} from './entry.ts';
import type { FillMessage, MessageValues } from './icu-message.ts';

/** What an explanation is made of, on its way to a screen that fills it in for each event. */
export interface ExplanationTexts {
  /** Of the texts: the reader's where there are any, else another. */
  readonly language: CatalogueLanguage;
  readonly texts: EntryTexts;
  readonly priority?: AlarmPriority;
  readonly respondWithinMinutes?: number;
  readonly confidence?: Confidence;
  readonly sources: readonly CatalogueSource[];
  readonly origin: CatalogueOrigin;
  /** Speaks of the kind of event; the control's own text says more. */
  readonly generic: boolean;
}

/** The same with every text filled in. */
export interface Explanation extends ExplanationTexts {}

export type ExplainableEvent = Pick<NewEvent, 'code' | 'site' | 'machine' | 'path' | 'attributes'>;

/** The texts in the reader's language; in another where the shop wrote them in that one only. */
export function textsFor({ entry, origin }: ChosenEntry, language: CatalogueLanguage): ExplanationTexts {
  const spoken = [language, ...catalogueLanguages].find((one) => entry.texts[one] !== undefined);
  if (spoken === undefined) throw new RangeError(`the catalogue has no text at all for ${entry.code}`);
  const { priority, respondWithinMinutes, confidence, sources, generic } = entry;
  return {
    language: spoken,
    texts: entry.texts[spoken]!,
    ...(priority === undefined ? {} : { priority }),
    ...(respondWithinMinutes === undefined ? {} : { respondWithinMinutes }),
    ...(confidence === undefined ? {} : { confidence }),
    sources,
    origin,
    generic: generic ?? false,
  };
}

export interface FillOptions {
  readonly fill: FillMessage;
  /** What people call the machine. */
  readonly machineName: (id: string) => string;
}

export function explainEvent(
  event: ExplainableEvent,
  explanation: ExplanationTexts,
  { fill, machineName }: FillOptions,
): Explanation {
  const values = messageValues(event, machineName);
  const texts: Partial<Record<TextPart, string>> = {};
  for (const part of textParts) {
    const message = explanation.texts[part];
    if (message !== undefined && message !== '') texts[part] = fill(message, values);
  }
  return { ...explanation, texts: { ...texts, title: texts.title ?? explanation.texts.title } };
}

/** What an entry of the shop may name in braces. */
export const shopArguments = ['machine', 'item', 'number', 'qualifier'] as const;

/** The event's own simple attributes, and over them: its machine, its data item, the number that the control gave it, its qualifier. */
function messageValues(
  { machine, path, attributes }: ExplainableEvent,
  machineName: (id: string) => string,
): MessageValues {
  const simple = Object.entries(attributes).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return {
    ...Object.fromEntries(simple),
    ...given('machine', machine === undefined ? undefined : machineName(machine)),
    ...given('item', path),
    ...given('number', attributes.nativeCode),
    ...given('qualifier', attributes.qualifier),
  };
}

const given = (name: string, value: AttributeValue | undefined): MessageValues =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? { [name]: value } : {};
