/**
 * A note beside the database's folder that a database was made there: without it, files that vanished could not be told from
 * files that never were, and an empty database would stand in for a lost one without a word.
 */
import { access, writeFile } from 'node:fs/promises';
import { AppError } from '@mantinel/contract';

const text = `Mantinel made its database in the folder of this name.
If that folder is gone, put it back or restore a backup. To begin with an empty database, remove this file.
`;

/** `directory` is `<data>/postgres`. */
export function madeNote(directory: string) {
  const file = `${directory}.txt`;
  return {
    file,

    /** Throws `store.filesGone` when `place`, the folder or what belongs into it, is not there although a database was made. */
    async assertKept(place: string): Promise<void> {
      if ((await isThere(file)) && !(await isThere(place)))
        throw new AppError('store.filesGone', { data: { place, note: file } });
    },

    async write(): Promise<void> {
      await writeFile(file, text, { flag: 'wx' }).catch((error) => {
        if (error.code !== 'EEXIST') throw error;
      });
    },
  };
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    (error) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
