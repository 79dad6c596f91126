/** The table of contents of docs/, by the titles of what is there: nothing that is written stays unfound. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '../docs');

const parts = [
  ['guides', 'Guides', 'How to do things.'],
  ['reference', 'Reference', 'What there is, exactly.'],
  ['security', 'Security', 'What stands against whom.'],
  ['decisions', 'Decisions', 'Why it is as it is.'],
] as const;

export const docsIndex = (): string =>
  [
    '# Documentation',
    '<!-- Generated from the titles of what is here by scripts/generate-docs.ts. -->',
    ...parts.flatMap(([folder, title, about]) => [`## ${title}`, about, titlesIn(folder).join('\n')]),
    '',
  ].join('\n\n');

const titlesIn = (folder: string): string[] =>
  readdirSync(join(docs, folder))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const title = /^# (.*)$/m.exec(readFileSync(join(docs, folder, name), 'utf8'))?.[1] ?? name;
      return `- [${title.trim()}](${folder}/${name})`;
    });
