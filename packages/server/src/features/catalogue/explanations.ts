/** What events mean: of the shop's entries as far as they are known, and of those that are shipped. Never waits for the database. */
import {
  type Explanations as Answer,
  explained,
  readExplained,
  type ShippedEntries,
} from '@mantinel/contract';
import {
  type Catalogue,
  type CatalogueLanguage,
  catalogueLanguages,
  chooseEntry,
  type ExplainableEvent,
  type Explanation,
  type ExplanationTexts,
  explainEvent,
  type FillMessage,
  messageFiller,
  type PlaceId,
  pathToRoot,
  placeId,
  textsFor,
} from '@mantinel/domain';
import { shippedCatalogue } from '@mantinel/domain/catalogue';
import { type Caller, mayAt } from '../../http/caller.ts';
import type { PlantView } from '../plant/plant-view.ts';

export interface Explanations {
  /** Undefined where nobody has explained the code: then the control's own text is all there is. */
  explain(event: ExplainableEvent, language: CatalogueLanguage): Explanation | undefined;
  /** For screens, which fill the texts in for each event. A machine that the caller may not see is as good as none. */
  ofCodes(asked: { of: readonly string[]; language: CatalogueLanguage }, caller: Caller): Answer;
  /** What comes with the product, in order of code. */
  shipped(language: CatalogueLanguage): ShippedEntries;
  /** Whether anybody, or the product, has explained the code where it was said. */
  isExplained(said: { code: string; machine: string }): boolean;
}

export interface ExplanationsOptions {
  /** The shop's own entries, as far as they are known. */
  readonly shop: Catalogue['shop'];
  /** Names of a machine's model, in lower case. */
  readonly modelsOf: (machine: string) => readonly string[];
  readonly view: Pick<PlantView, 'tree' | 'site'>;
  readonly machineName: (id: string) => string;
}

export function explanations({ shop, modelsOf, view, machineName }: ExplanationsOptions): Explanations {
  const shipped = shippedCatalogue();
  const catalogue: Catalogue = { shop, shipped: (code) => shipped.get(code) };
  const fillers = Object.fromEntries(
    catalogueLanguages.map((language) => [language, messageFiller(language)]),
  ) as Record<CatalogueLanguage, FillMessage>;

  const chosen = (code: string, at: PlaceId | undefined, machine: string | undefined) => {
    const path = at === undefined ? [] : pathToRoot(view.tree(), at);
    return chooseEntry(
      code,
      { path, models: machine === undefined || at === undefined ? [] : modelsOf(machine) },
      catalogue,
    );
  };
  const texts = (
    { code, machine, site }: Pick<ExplainableEvent, 'code' | 'machine' | 'site'>,
    language: CatalogueLanguage,
  ): ExplanationTexts | undefined => {
    const at = machine === undefined ? placeId('site', site) : placeId('machine', machine);
    const found = chosen(code, at, machine);
    return found && textsFor(found, language);
  };

  return {
    explain: (event, language) => {
      const found = texts(event, language);
      return found && explainEvent(event, found, { fill: fillers[found.language], machineName });
    },
    ofCodes: ({ of, language }, caller) => ({
      explanations: [...new Set(of)].flatMap((one) => {
        const { machine, code } = readExplained(one);
        const place = machine === undefined ? view.site : placeId('machine', machine);
        const found = chosen(code, mayAt(caller, 'event.read', place) ? place : undefined, machine);
        if (!found) return [];
        const { sources, ...told } = textsFor(found, language);
        return [{ ...told, sources: [...sources], of: explained(machine, code) }];
      }),
    }),
    shipped: (language) => ({
      entries: [...shipped.values()]
        .map((entry) => {
          const { sources, ...told } = textsFor({ entry, origin: 'shipped' }, language);
          return { ...told, sources: [...sources], code: entry.code };
        })
        .sort((one, other) => (one.code < other.code ? -1 : 1)),
    }),
    isExplained: ({ code, machine }) => {
      const found = chosen(code, placeId('machine', machine), machine);
      return found !== undefined && !found.entry.generic;
    },
  };
}
