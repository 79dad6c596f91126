/** A table about single files of a source: their licence, and whether a generator made them. */
import { readFile } from 'node:fs/promises';
import { AppError } from '@mantinel/contract';
import type { HarvestOptions } from '@mantinel/harvester';

type About = NonNullable<HarvestOptions['about']>;

/** CSV with the columns `file` (below the folder, with `/`), `licence` and `synthetic` (`yes`). Throws `command.invalid`. */
export async function harvestAbout(path: string): Promise<About> {
  const invalid = (problem: string) =>
    new AppError('command.invalid', {
      data: {
        problem: `${path}: ${problem}`,
        remedy: 'Name a CSV file with the columns file, licence and synthetic.',
      },
    });
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw invalid(`it cannot be read (${cause.code})`);
  });
  const { readDocument } = await import('@mantinel/harvester/reading');
  const document = await readDocument(path, bytes, {
    rows: 10_000_000,
    characters: 2 ** 30,
    timeMs: 120_000,
  });
  if (!document.readable) throw invalid(document.detail);
  const rows = document.tables[0]?.rows ?? [];
  const names = rows[0]?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const at = {
    file: names.indexOf('file'),
    licence: names.indexOf('licence'),
    synthetic: names.indexOf('synthetic'),
  };
  if (at.file === -1) throw invalid('it has no column "file"');
  const about = new Map(
    rows.slice(1).map(({ cells }) => {
      const licence = at.licence === -1 ? '' : (cells[at.licence]?.trim() ?? '');
      const synthetic = at.synthetic !== -1 && /^(yes|true|1)$/i.test(cells[at.synthetic]?.trim() ?? '');
      return [cells[at.file]?.trim() ?? '', { ...(licence !== '' && { licence }), synthetic }] as const;
    }),
  );
  return (file) => about.get(file);
}
