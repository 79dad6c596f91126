/** Corrections of the place, as the readers of evidence take them. */
import type { PlaceId } from '@mantinel/domain';
import type { Repositories } from '@mantinel/store';
import type { EvidenceField } from '../evidence/evidence.ts';
import type { FactRule, LooksAt } from '../evidence/rules/fact-rule.ts';

export const factRules = async (
  { facts }: Pick<Repositories, 'facts'>,
  place: PlaceId,
): Promise<readonly FactRule[]> =>
  (await facts.rules(place)).map(({ id, field, looksAt, pattern, value, changedUs }) => ({
    id,
    field: field as EvidenceField,
    looksAt: looksAt as LooksAt,
    pattern,
    value,
    changedUs,
  }));
