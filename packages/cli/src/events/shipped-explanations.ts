/** What comes with the product, for a logbook that is read while nothing runs. */
import { readExplained } from '@mantinel/contract';
import { canonicalCode, textsFor } from '@mantinel/domain';
import { shippedCatalogue } from '@mantinel/domain/catalogue';
import type { EventReader } from './event-reader.ts';

export function shippedExplanations(): EventReader['explanations'] {
  const shipped = shippedCatalogue();
  return async (of, language) =>
    new Map(
      of.flatMap((one) => {
        const { code } = readExplained(one);
        const entry = shipped.get(code) ?? shipped.get(canonicalCode(code));
        return entry ? [[one, textsFor({ entry, origin: 'shipped' }, language)] as const] : [];
      }),
    );
}
