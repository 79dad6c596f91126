/** What the writer promised, line by line in a side file: written by the child with one system call a line, read by the rig. */
import { closeSync, existsSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import type { Position } from '@mantinel/domain';
import type { Appended } from '../../src/event-store.ts';

export interface Place {
  readonly epoch: number;
  readonly firstSeq: number;
  readonly count: number;
}

/** Rows of one batch that were shown, from `index` of the batch on. */
export interface Shown extends Place {
  readonly number: number;
  readonly index: number;
}

export type Line =
  | { readonly type: 'opened'; readonly head: Position }
  | { readonly type: 'sending'; readonly number: number }
  | {
      readonly type: 'acknowledged';
      readonly number: number;
      readonly place: Place;
      readonly duplicate: boolean;
    }
  | { readonly type: 'refused'; readonly number: number; readonly code: string }
  | { readonly type: 'shown'; readonly shown: Shown }
  | { readonly type: 'committed'; readonly position: Position }
  | { readonly type: 'closed' };

/** The writer's side. A line counts only with its `;`: a kill may tear the last one. */
export function openReport(file: string) {
  const descriptor = openSync(file, 'a');
  const line = (text: string) => {
    writeSync(descriptor, `${text};\n`);
  };
  writeSync(descriptor, '\n');
  return {
    opened: (head: Position) => line(`O ${head.epoch} ${head.seq}`),
    sending: (number: number) => line(`I ${number}`),
    acknowledged: (number: number, { epoch, firstSeq, count, duplicate }: Appended) =>
      line(`A ${number} ${epoch} ${firstSeq} ${count} ${duplicate ? 1 : 0}`),
    refused: (number: number, code: string) => line(`R ${number} ${code}`),
    shown: (runs: readonly Shown[]) => {
      if (runs.length === 0) return;
      const text = runs.map(
        (run) => `S ${run.epoch} ${run.firstSeq} ${run.number} ${run.index} ${run.count}`,
      );
      line(text.join(';\n'));
    },
    committed: (position: Position) => line(`C ${position.epoch} ${position.seq}`),
    closed: () => line('Z'),
    close: () => closeSync(descriptor),
  };
}

function textFrom(file: string, from: number): string {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(descriptor).size - from));
    return bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, bytes.length, from));
  } finally {
    closeSync(descriptor);
  }
}

/** The rig's side: the lines from an offset in the file on. */
export function readReport(file: string, from = 0): Line[] {
  if (!existsSync(file)) return [];
  const lines: Line[] = [];
  for (const text of textFrom(file, from).split('\n')) {
    if (!text.endsWith(';')) continue;
    const [type, ...words] = text.slice(0, -1).split(' ');
    const at = (index: number) => Number(words[index]);
    if (type === 'O') lines.push({ type: 'opened', head: { epoch: at(0), seq: at(1) } });
    else if (type === 'I') lines.push({ type: 'sending', number: at(0) });
    else if (type === 'A')
      lines.push({
        type: 'acknowledged',
        number: at(0),
        place: { epoch: at(1), firstSeq: at(2), count: at(3) },
        duplicate: at(4) === 1,
      });
    else if (type === 'R') lines.push({ type: 'refused', number: at(0), code: words[1]! });
    else if (type === 'S')
      lines.push({
        type: 'shown',
        shown: { epoch: at(0), firstSeq: at(1), number: at(2), index: at(3), count: at(4) },
      });
    else if (type === 'C') lines.push({ type: 'committed', position: { epoch: at(0), seq: at(1) } });
    else if (type === 'Z') lines.push({ type: 'closed' });
    else throw new Error(`${file}: not a line of a report: ${text}`);
  }
  return lines;
}
