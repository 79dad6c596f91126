/** What events mean to the person at the machine, in the terminal: of the shop where Mantinel runs, else what is shipped. */
import { type Event, explained } from '@mantinel/contract';
import {
  type CatalogueLanguage,
  catalogueLanguages,
  type Explanation,
  type ExplanationTexts,
  explainEvent,
  type FillMessage,
  messageFiller,
} from '@mantinel/domain';
import type { EventReader } from './event-reader.ts';

export interface OperatorWords {
  /** Asks for what these events need and is not known yet. */
  learn(events: readonly Event[]): Promise<void>;
  of(event: Event): Explanation | undefined;
}

export function operatorWords(
  reader: Pick<EventReader, 'explanations'>,
  language: CatalogueLanguage,
): OperatorWords {
  const known = new Map<string, ExplanationTexts | undefined>();
  const fillers = new Map<CatalogueLanguage, FillMessage>();
  const keyOf = ({ machine, code }: Event) => explained(machine, code);
  return {
    learn: async (events) => {
      const asked = [...new Set(events.map(keyOf))].filter((key) => !known.has(key));
      if (asked.length === 0) return;
      const answers = await reader.explanations(asked, language);
      for (const key of asked) known.set(key, answers.get(key));
    },
    of: (event) => {
      const texts = known.get(keyOf(event));
      if (!texts) return undefined;
      const fill = fillers.get(texts.language) ?? messageFiller(texts.language);
      fillers.set(texts.language, fill);
      return explainEvent(event, texts, { fill, machineName: (id) => id });
    },
  };
}

/** As POSIX says which language a person speaks: LC_ALL before LC_MESSAGES before LANG. */
export function spokenLanguage(env: Readonly<Record<string, string | undefined>>): CatalogueLanguage {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return catalogueLanguages.find((language) => locale.toLowerCase().startsWith(language)) ?? 'en';
}
