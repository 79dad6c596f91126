/** A file dropped or chosen: first what would come of it, row by row; then all of it, or nothing. */
import { Button } from '@mantine/core';
import type { ImportOutcome } from '@mantinel/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importFile, type ListOptions, previewFile } from '../../api/data.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { ReasonInput } from '../frame/dialog/reason-input.tsx';
import { FailureOrProof } from '../frame/failure-or-proof.tsx';
import { ImportRows } from './import-rows.tsx';

/** `list`: what a machine builder's list leaves out of its rows. */
export function ImportFile({ list }: { list?: ListOptions }) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const [over, setOver] = useState(false);
  const [reason, setReason] = useState('');
  const preview = useMutation({
    mutationFn: async (file: File) => ({ file, outcome: await previewFile(file, list) }),
  });
  const apply = useMutation({
    mutationFn: ({ file, outcome }: { file: File; outcome: ImportOutcome }) =>
      importFile(file, { fingerprint: outcome.fingerprint, reason, list }),
    onSuccess: () => void queries.invalidateQueries(),
  });
  const take = (file: File | undefined) => {
    if (!file) return;
    apply.reset();
    setReason('');
    preview.mutate(file);
  };
  const { data } = preview;
  const outcome = apply.data ?? data?.outcome;
  const work = outcome ? outcome.counts.added + outcome.counts.changed : 0;
  return (
    <section className="admin-box admin-data">
      {!list && <h2>{t('data.in')}</h2>}
      <p>{t(list ? 'catalogue.fileText' : 'data.inText')}</p>
      <label
        className="admin-drop"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
      >
        <strong>{t('data.choose')}</strong>
        <span className="quiet">{t('data.orDrop')}</span>
        <input
          type="file"
          accept=".json,.csv,.txt"
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            // The same file, mended, is chosen again.
            event.currentTarget.value = '';
          }}
        />
      </label>
      {preview.isPending && <p className="quiet">{t('data.reading')}</p>}
      {preview.error && <FailureNotice error={preview.error} />}
      {data && outcome && !preview.isPending && (
        <>
          <h3>{apply.data?.applied ? t('data.done', { file: data.file.name }) : data.file.name}</h3>
          <Counts outcome={outcome} />
          <ImportRows outcome={outcome} />
          {!apply.data?.applied && outcome.counts.refused === 0 && work > 0 && (
            <form
              className="admin-form"
              onSubmit={(event) => {
                event.preventDefault();
                apply.mutate(data);
              }}
            >
              <ReasonInput value={reason} onChange={setReason} />
              {apply.error && <FailureOrProof error={apply.error} retry={() => apply.mutate(data)} />}
              <div className="admin-form-end">
                <Button type="submit" loading={apply.isPending}>
                  {t('data.apply', { count: work })}
                </Button>
              </div>
            </form>
          )}
        </>
      )}
    </section>
  );
}

function Counts({ outcome: { counts, applied } }: { outcome: ImportOutcome }) {
  const { t } = useTranslation('admin');
  const parts = (['added', 'changed', 'same', 'refused'] as const).filter((verdict) => counts[verdict] > 0);
  return (
    <>
      <p>{parts.map((verdict) => `${t(`data.verdict.${verdict}`)}: ${counts[verdict]}`).join(' · ')}</p>
      {counts.refused > 0 && (
        <p className="link-lost" role="alert">
          ■ {t('data.refused')}
        </p>
      )}
      {counts.refused === 0 && counts.added + counts.changed === 0 && !applied && <p>{t('data.nothing')}</p>}
    </>
  );
}
