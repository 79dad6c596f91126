/** Every code that the product itself writes is explained in all languages: by the catalogue, as an error, or as what a person did. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errors } from '@mantinel/contract';
import { catalogueLanguages, conditionCode } from '@mantinel/domain';
import { shippedCatalogue } from '@mantinel/domain/catalogue';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const shipped = shippedCatalogue();

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const sources = globSync('packages/{server,cli,store,connectors,logbook}/src/**/*.ts', { cwd: root })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => ({ path, source: read(path) }));

/** `code: 'a.b'` of an event or of a line of the own log, `'a.b'` handed to the maker of an event, and templates of either. */
const written = new Set(
  sources.flatMap(({ source }) => [
    ...[...source.matchAll(/\bcode: '([a-z][A-Za-z]*\.[A-Za-z]+)'/g)].map(([, code]) => code!),
    ...[
      ...source.matchAll(/\bcode: [^,'\n]*\? '([a-z][A-Za-z]*\.[A-Za-z]+)' : '([a-z][A-Za-z]*\.[A-Za-z]+)'/g),
    ].flatMap(([, one, other]) => [one!, other!]),
    ...[...source.matchAll(/event\('[a-z]+', severity\.\w+, '([a-z][A-Za-z]*\.[A-Za-z]+)'/g)].map(
      ([, code]) => code!,
    ),
  ]),
);
/** Made of a word at run time, or named as constants of the domain. */
const made = [
  'asset.changed',
  'asset.removed',
  'asset.removedAll',
  'backup.rehearsed',
  'backup.verified',
  'source.connected',
  'source.lost',
];
/** Answers of routes and states of the store, which are no events. */
const answers = ['store.reason', 'webhook.test'];
/** Lines of others, which say themselves what they say. */
const texts = ['file.line', 'otel.log', 'syslog.malformed', 'syslog.message'];
/** Below every level but the developer's, which reads the sentence. */
const developers = [
  'alarm.notWritten',
  'alarm.timePassed',
  'controlText.checkpoint',
  'store.notCheckpointed',
];
const nothing = [...answers, ...texts, ...developers];

type Words = Record<string, Record<string, string>>;
const deeds = catalogueLanguages.map(
  (language) => (JSON.parse(read(`packages/web/src/locales/${language}.json`)) as { audit: Words }).audit,
);
const isDeed = (code: string): boolean => {
  const [group = '', deed = ''] = code.split('.');
  return deeds.every((words) => (words[group]?.[deed] ?? '') !== '');
};

test('every code that the product writes is explained', () => {
  expect(written.size).toBeGreaterThan(80);
  const silent = [...written, ...made].filter(
    (code) => !shipped.has(code) && !(code in errors) && !nothing.includes(code) && !isDeed(code),
  );
  expect(silent).toEqual([]);
});

test('no explanation is left of a code that nobody writes any more', () => {
  const everything = sources.map(({ source }) => source).join('\n');
  const known = new Set([...written, ...made, 'machine.emergencyStop', 'server.log', 'log.dropped']);
  const stale = [...shipped.values()]
    .filter(({ sources: cited }) => cited[0]?.title.startsWith('Mantinel'))
    .map(({ code }) => code)
    .filter((code) => !known.has(code) && !everything.includes(`'${code}'`));
  expect(stale).toEqual([]);
});

/** Recorded texts of real machines, beside the repository; absent elsewhere. */
const recorded = join(
  root,
  '../shared/data/machines/nist-smstestbed/ALL-fault-warning-texts-with-counts.tsv',
);
const lines = (() => {
  try {
    return readFileSync(recorded, 'latin1').split('\n').filter(Boolean);
  } catch {
    return undefined;
  }
})();

describe.skipIf(lines === undefined)(
  'the texts of the NIST test bed (skipped where ../shared is absent)',
  () => {
    test('each is explained from a source, or honestly left as the control’s own text', () => {
      const counts = { explained: 0, controlText: 0 };
      let kinds = 0;
      for (const line of lines!) {
        const [item = '', , nativeCode = ''] = (line.split('\t')[1] ?? '').split('|');
        const type = item.replace(/_cond$/, '');
        const entry = shipped.get(conditionCode({ controller: 'mazak', nativeCode, type }));
        if (entry === undefined) counts.controlText += 1;
        else {
          counts.explained += 1;
          expect(entry.sources.length, entry.code).toBeGreaterThanOrEqual(2);
        }
        // Where nobody named the controller, a kind is all that its code says.
        const ofKind = shipped.get(conditionCode({ controller: undefined, nativeCode, type }));
        if (ofKind) kinds += 1;
        expect(ofKind?.generic ?? true).toBe(true);
      }
      console.info(
        `of ${lines!.length} texts: ${JSON.stringify(counts)}; without a controller, ${kinds} by their kind`,
      );
      expect(counts.explained + counts.controlText).toBe(lines!.length);
    });
  },
);
