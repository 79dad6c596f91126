/** The signed heads of a logbook: a text file that only grows, one note a line as JSON under its CRC-32. */
import { open, readFile } from 'node:fs/promises';
import { checkedLine, readCheckedLine } from '../blocks/catalogue.ts';
import { parseHead, type SignedHead } from './signed-head.ts';

export const headsName = 'heads';

export interface HeadFile {
  /** As they were signed. */
  readonly heads: readonly SignedHead[];
  /** Durable when it resolves. */
  append(head: SignedHead): Promise<void>;
}

/** Lines that cannot be read are left out: a head that is missing proves less, and makes nothing wrong. */
export async function readHeads(path: string): Promise<SignedHead[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((line) => {
    const head = parseHead((readCheckedLine(line) as { note?: string } | undefined)?.note ?? '');
    return head ? [head] : [];
  });
}

export const headsText = (heads: readonly SignedHead[]): string =>
  heads.map(({ note }) => `${checkedLine(JSON.stringify({ note }))}\n`).join('');

export async function openHeads(path: string): Promise<HeadFile> {
  const heads = await readHeads(path);
  return {
    heads,
    async append(head) {
      const file = await open(path, 'a');
      try {
        // A line torn by a crash must not take this one along.
        await file.write(`\n${headsText([head])}`);
        await file.datasync();
      } finally {
        await file.close();
      }
      heads.push(head);
    },
  };
}
