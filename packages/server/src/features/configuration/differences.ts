/** What a change of mantinel.yaml changed, setting by setting and without secrets, as the audit trail tells it. */
import { isDeepStrictEqual } from 'node:util';
import type { Attributes } from '@mantinel/domain';
import { redacted } from '../../config/redact.ts';
import { type SettingOf, valueAt } from '../../config/settings-of.ts';

export interface Change {
  readonly setting: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A secret that changed is told as two that are not shown. */
export function differencesOf(
  settings: readonly SettingOf[],
  files: { readonly before: unknown; readonly after: unknown },
): Change[] {
  return settings.flatMap(({ setting, schema }) => {
    const [before, after] = [valueAt(files.before, setting), valueAt(files.after, setting)];
    if (isDeepStrictEqual(before, after)) return [];
    return [{ setting, before: redacted(before, schema), after: redacted(after, schema) }];
  });
}

/** What is not in the file is the default. */
export const valuesOf = (changes: readonly Change[], side: 'before' | 'after'): Attributes =>
  Object.fromEntries(
    changes.map((change) => [change.setting, change[side] === undefined ? 'default' : change[side]]),
  ) as Attributes;
