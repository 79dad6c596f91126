/** Fills explanations in for events; comes with its reader of ICU messages, and so only once there is something to fill in. */
import {
  type CatalogueLanguage,
  type ExplainableEvent,
  type Explanation,
  type ExplanationTexts,
  explainEvent,
  type FillMessage,
  messageFiller,
} from '@mantinel/domain';

export type FillExplanation = (
  event: ExplainableEvent,
  texts: ExplanationTexts,
  machineName: (id: string) => string,
) => Explanation;

export function explanationFiller(): FillExplanation {
  const fillers = new Map<CatalogueLanguage, FillMessage>();
  return (event, texts, machineName) => {
    const fill = fillers.get(texts.language) ?? messageFiller(texts.language);
    fillers.set(texts.language, fill);
    return explainEvent(event, texts, { fill, machineName });
  };
}
