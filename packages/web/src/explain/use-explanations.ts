/** What codes mean, in the reader's language: asked for once, and filled in for each event. */
import { type Explanations, explained, paths } from '@mantinel/contract';
import {
  type CatalogueLanguage,
  type ExplainableEvent,
  type Explanation,
  type ExplanationTexts,
  explainEvent,
  type FillMessage,
  messageFiller,
} from '@mantinel/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { getJson } from '../api/request.ts';

/** Undefined where nobody has explained the code: then the control's own text is all there is. */
export type Explain = (event: ExplainableEvent) => Explanation | undefined;

const mostOfOneQuestion = 200;
type Coded = Pick<ExplainableEvent, 'machine' | 'code'>;

export function useExplanations(events: readonly Coded[], machineName: (id: string) => string): Explain {
  const { i18n } = useTranslation();
  const language = i18n.language as CatalogueLanguage;
  const asked = [...new Set(events.map(({ machine, code }) => explained(machine, code)))].sort();
  const key = asked.join('\n');
  const { data } = useQuery({
    queryKey: ['explanations', language, key],
    enabled: asked.length > 0,
    queryFn: ({ signal }) => getExplanations(asked, language, signal),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    const known = new Map<string, ExplanationTexts>(data?.map((one) => [one.of, one]));
    const fillers = new Map<CatalogueLanguage, FillMessage>();
    const fillOf = (spoken: CatalogueLanguage) => {
      const fill = fillers.get(spoken) ?? messageFiller(spoken);
      fillers.set(spoken, fill);
      return fill;
    };
    return (event) => {
      const texts = known.get(explained(event.machine, event.code));
      return texts && explainEvent(event, texts, { fill: fillOf(texts.language), machineName });
    };
  }, [data, machineName]);
}

async function getExplanations(of: readonly string[], language: string, signal: AbortSignal) {
  const parts = Array.from({ length: Math.ceil(of.length / mostOfOneQuestion) }, (_, part) =>
    of.slice(part * mostOfOneQuestion, (part + 1) * mostOfOneQuestion),
  );
  const answers = await Promise.all(
    parts.map((part) => {
      const query = new URLSearchParams([['language', language], ...part.map((one) => ['of', one])]);
      return getJson<Explanations>(`${paths.explanations}?${query}`, signal);
    }),
  );
  return answers.flatMap(
    ({ explanations }) => explanations as readonly (ExplanationTexts & { of: string })[],
  );
}
