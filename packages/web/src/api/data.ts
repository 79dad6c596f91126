/** Everything that people enter, as files. */
import { type DataKind, type ImportOutcome, paths } from '@mantinel/contract';
import type { CatalogueLanguage, PlaceId } from '@mantinel/domain';
import { request } from './request.ts';

export const exportAddress = paths.dataExport;
export const tableAddress = (kind: DataKind): string => paths.dataTable.replace(':kind', kind);

/** What a machine builder's list leaves out of its rows. */
export interface ListOptions {
  readonly place: PlaceId;
  /** Empty for every model. */
  readonly model: string;
  /** Prefix of the codes of rows that hold bare numbers; empty where they hold codes. */
  readonly controller: string;
  readonly language: CatalogueLanguage;
}

const queryOf = (list: ListOptions | undefined): Record<string, string> =>
  list === undefined
    ? {}
    : {
        kind: 'catalogue',
        ...Object.fromEntries(Object.entries(list).filter(([, value]) => value !== '')),
      };

export const previewFile = (file: Blob, list?: ListOptions): Promise<ImportOutcome> =>
  bring(`${paths.dataPreview}?${new URLSearchParams(queryOf(list))}`, file);

export const importFile = (
  file: Blob,
  { fingerprint, reason, list }: { fingerprint: string; reason: string; list?: ListOptions | undefined },
): Promise<ImportOutcome> =>
  bring(
    `${paths.dataImport}?${new URLSearchParams({ ...queryOf(list), fingerprint, ...(reason === '' ? {} : { reason }) })}`,
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
