/** Programs and ZIP archives dropped on the page, or chosen, go to a source of uploads and are harvested. */
import type { HarvestSourceView } from '@mantinel/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rights } from '../../admin/frame/rights.ts';
import { sizeText } from '../../admin/upkeep/size-text.ts';
import { addSource } from '../../api/harvest.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { chosenFiles, type DroppedFile, droppedFiles } from './dropped-files.ts';
import { type UploadState, useUpload } from './use-upload.ts';

interface UploadDropProps {
  readonly sources: readonly HarvestSourceView[];
  readonly rights: Rights;
}

export function UploadDrop({ sources, rights }: UploadDropProps) {
  const { t } = useTranslation('harvest');
  const { upload, failure, send, stop } = useUpload();
  const [over, setOver] = useState(false);
  const place = rights.places.find(({ id, level }) => level === 'site' && rights.at('program.edit', id));
  const present = sources.find(
    ({ kind, paused, place: at }) => kind === 'upload' && !paused && rights.at('program.edit', at),
  );
  const target = async (): Promise<string> => {
    if (present) return present.id;
    const name = t('uploadsName');
    const added = await addSource({ place: place!.id, kind: 'upload', location: name, watched: true }, '');
    return added.id;
  };
  const take = (files: readonly DroppedFile[]) => void send(files, target);
  if (!present && !place) return null;
  return (
    <section
      className={`harvest-drop${over ? ' harvest-drop-over' : ''}`}
      aria-label={t('upload')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void droppedFiles(event.dataTransfer).then(take);
      }}
    >
      <p>
        <strong>{t('drop')}</strong> <span className="quiet">{t('dropHint')}</span>
      </p>
      <div className="harvest-choose">
        <Chooser label={t('chooseFiles')} onChosen={take} />
        <Chooser label={t('chooseFolder')} onChosen={take} folder />
      </div>
      {upload && <Sent upload={upload} onStop={stop} />}
      {failure !== undefined && <FailureNotice error={failure} />}
    </section>
  );
}

interface ChooserProps {
  readonly label: string;
  readonly folder?: boolean;
  readonly onChosen: (files: DroppedFile[]) => void;
}

/** The input itself is there for the keyboard, under the look of a button. */
function Chooser({ label, folder = false, onChosen }: ChooserProps) {
  return (
    <label className="tool-button harvest-chooser">
      {label}
      <input
        type="file"
        multiple
        {...(folder ? { webkitdirectory: '' } : {})}
        onChange={(event) => {
          onChosen(chosenFiles(event.currentTarget.files ?? []));
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}

function Sent({ upload, onStop }: { upload: UploadState; onStop: () => void }) {
  const { t, i18n } = useTranslation('harvest');
  const { files, done, bytes, doneBytes, known, refused, state } = upload;
  const size = (of: number) => sizeText(of, i18n.language);
  return (
    <div role="status" className="harvest-progress">
      {state === 'sending' && (
        <>
          <progress aria-label={t('sending')} value={doneBytes} max={Math.max(bytes, 1)} />
          <span>
            {t('sent', { done, files, size: size(doneBytes), all: size(bytes) })}{' '}
            <button type="button" className="link-button" onClick={onStop}>
              {t('stopSending')}
            </button>
          </span>
        </>
      )}
      {state === 'done' && (
        <span>
          {t('uploaded', { count: done - refused.length })} {known > 0 && t('known', { count: known })}
        </span>
      )}
      {refused.map(({ path, error }) => (
        <div key={path}>
          <strong className="harvest-path">{path}</strong>
          <FailureNotice error={error} />
        </div>
      ))}
    </div>
  );
}
