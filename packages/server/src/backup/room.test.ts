import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { notWritten, requireRoom } from './room.ts';

test('what does not fit is refused before anything is written, with the figures', async () => {
  const target = join(tmpdir(), 'not-there-yet', 'backup');
  await requireRoom(target, 0);
  await expect(requireRoom(target, 2 ** 60)).rejects.toMatchObject({
    code: 'backup.noSpace',
    data: { folder: tmpdir(), needed: 2 ** 40 + 256, free: expect.any(Number) },
  });
});

test('what the volume refuses is told in words, and nothing else is reworded', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  expect(notWritten('/mnt/backup', full)).toMatchObject({
    code: 'backup.notWritten',
    data: { path: '/mnt/backup', reason: 'the volume is full' },
  });
  for (const other of [new Error('a defect'), new AppError('logbook.closed')])
    expect(notWritten('/mnt/backup', other)).toBe(other);
});
