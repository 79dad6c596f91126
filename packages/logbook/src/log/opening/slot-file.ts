/** A small durable document, overwritten in place in two files by turns: one sync a write, no space needed, never torn. */
import { existsSync, readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { AppError } from '@mantinel/contract/app-error';
import type { Disk } from '../../disk.ts';

/** Both files are allocated at once, so that a full disk cannot stop a small document. */
const allocatedBytes = 64 * 1024;
const slotFormatVersion = 1;

export interface SlotFile<T> {
  /** What was written last. */
  readonly initial: T | undefined;
  /** Durable when it resolves. One at a time. */
  write(value: T): Promise<void>;
}

interface Slot {
  readonly format: number;
  readonly turn: number;
  readonly value: unknown;
}

export async function openSlotFile<T>(path: string, disk: Disk): Promise<SlotFile<T>> {
  const files = [`${path}.0`, `${path}.1`] as const;
  for (const file of files) if (!existsSync(file)) await disk.createZeroFilled(file, allocatedBytes);
  const slots = files.map(readSlot).filter((slot) => slot !== undefined);
  const latest = slots.sort((a, b) => b.turn - a.turn)[0];
  let turn = latest?.turn ?? 0;
  return {
    initial: latest?.value as T | undefined,
    async write(value) {
      const next = turn + 1;
      const json = JSON.stringify({ format: slotFormatVersion, turn: next, value } satisfies Slot);
      const bytes = Buffer.from(`${crc32(json)} ${Buffer.byteLength(json)}\n${json}`);
      // Opened for each write: after a failed sync a descriptor is not to be trusted again.
      const descriptor = await disk.open(files[next % 2]!);
      try {
        await disk.write(descriptor, bytes, 0);
        await disk.datasync(descriptor);
      } finally {
        await disk.close(descriptor);
      }
      turn = next;
    },
  };
}

/** What was written last, without touching the files; undefined where nothing is, or both are being written over. */
export function readSlotFile<T>(path: string): T | undefined {
  const slots = [`${path}.0`, `${path}.1`].filter((file) => existsSync(file)).map(readSlot);
  const latest = slots.filter((slot) => slot !== undefined).sort((a, b) => b.turn - a.turn)[0];
  return latest?.value as T | undefined;
}

function readSlot(file: string): Slot | undefined {
  const bytes = readFileSync(file);
  const [crc, length] = bytes
    .subarray(0, Math.max(0, bytes.indexOf(10)))
    .toString('latin1')
    .split(' ');
  const start = bytes.indexOf(10) + 1;
  const json = bytes.subarray(start, start + Number(length));
  if (!length || crc32(json) !== Number(crc)) return undefined;
  const slot = JSON.parse(json.toString()) as Slot;
  if (slot.format > slotFormatVersion)
    throw new AppError('logbook.formatTooNew', { data: { file, version: slot.format } });
  return slot;
}
