/** Everything that people enter, as files. */
import { type DataKind, type ImportOutcome, paths } from '@mantinel/contract';
import { request } from './request.ts';

export const exportAddress = paths.dataExport;
export const tableAddress = (kind: DataKind): string => paths.dataTable.replace(':kind', kind);

export const previewFile = (file: Blob): Promise<ImportOutcome> => bring(paths.dataPreview, file);

export const importFile = (
  file: Blob,
  { fingerprint, reason }: { fingerprint: string; reason: string },
): Promise<ImportOutcome> =>
  bring(
    `${paths.dataImport}?${new URLSearchParams({ fingerprint, ...(reason === '' ? {} : { reason }) })}`,
    file,
  );

async function bring(path: string, file: Blob): Promise<ImportOutcome> {
  const response = await request(path, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: file,
  });
  return (await response.json()) as ImportOutcome;
}
