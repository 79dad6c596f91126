/** Words whose English is the contract's own: every permission, and every error that a screen can show, in every other language. */
import { describeError, type ErrorCode, errors, permissions } from '@mantinel/contract';
import { describe, expect, test } from 'vitest';
import de from './words/de.json' with { type: 'json' };
import sk from './words/sk.json' with { type: 'json' };

type Texts = { readonly [key: string]: string | Texts };
const at = (texts: Texts, key: string): string | undefined => {
  let found: string | Texts | undefined = texts;
  for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  return typeof found === 'string' ? found : undefined;
};
const leaves = (texts: Texts, prefix = ''): string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : leaves(value, `${prefix}${key}.`),
  );
const named = (text: string) => [...text.matchAll(/\{+(\w+)\}+/g)].map(([, name]) => name).sort();
/** Met by whoever starts, installs or restores on the computer itself, and by programs that send, whose texts are English; every other one may come to a screen. */
const atTheComputer =
  /^(service|nc|restore|config|port|http|server|command|otlp|ingest|store\.(tooOld|schemaTooNew|migrationChanged)|logbook\.(locked|notWritable|otherNode|formatTooNew|keyMissing|wrongKey|badKey|keyringDamaged)|tls\.(fileUnreadable|notCertificate|notKey|keyEncrypted|keyDoesNotMatch|certificateExpired|certificateNotYet|keysUnusable))\b/;
const onScreens = (Object.keys(errors) as ErrorCode[]).filter((code) => !atTheComputer.test(code));

describe.each([
  ['de', de],
  ['sk', sk],
] as const)('%s', (_language, texts) => {
  test('says what each permission allows, and nothing that is none', () => {
    expect(leaves(texts.may).sort()).toEqual([...permissions].sort());
  });

  test('has each error that a screen can show, naming the same things', () => {
    for (const code of onScreens) {
      const { operator, remedy } = describeError(code);
      expect(named(at(texts, `error.${code}.title`) ?? 'absent {none}'), code).toEqual(named(operator));
      expect(named(at(texts, `error.${code}.remedy`) ?? 'absent {none}'), code).toEqual(named(remedy));
    }
  });

  test('has no words for an error that does not exist', () => {
    const codes = new Set(leaves(texts.error).map((key) => key.slice(0, key.lastIndexOf('.'))));
    expect([...codes].filter((code) => !(code in errors))).toEqual([]);
  });
});
