/** What the events on this screen mean, in its language. */
import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { getExplanations } from '../../api/catalogue.ts';
import type { Language } from '../../shell/language/languages.ts';
import { explanationCache } from './explanation-cache.ts';
import type { FillExplanation } from './fill-explanation.ts';
import type { RenderContext } from './render-event.ts';

export function useExplanations(machineName: (id: string) => string): NonNullable<RenderContext['explain']> {
  const { i18n } = useTranslation();
  const language = i18n.language as Language;
  const source = useMemo(() => explanationSource(language), [language]);
  const version = useSyncExternalStore(source.subscribe, source.version);
  return useMemo(() => {
    // Named so that what becomes known gives a new function, and every row is drawn with it.
    void version;
    return (event) => {
      const texts = source.of(event.machine, event.code);
      return texts && source.fill()?.(event, texts, machineName);
    };
  }, [source, version, machineName]);
}

function explanationSource(language: Language) {
  let fill: FillExplanation | undefined;
  const cache = explanationCache({
    ask: async (of) => {
      const [answers, { explanationFiller }] = await Promise.all([
        getExplanations(of, language),
        import('./fill-explanation.ts'),
      ]);
      fill ??= explanationFiller();
      return answers;
    },
    now: Date.now,
  });
  return { ...cache, fill: () => fill };
}
