/** A program from one's own computer, opened or dropped: read here in the browser, sent nowhere, remembered nowhere. */
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProgramFrame } from '../program-frame.tsx';
import { useProgramTexts } from '../program-texts.ts';
import { largestProgram, type Refusal, refusalBytes, refusalOf } from '../reading/refusal.ts';
import './viewer-page.css';

interface Opened {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Refused {
  readonly name: string;
  readonly why: Refusal | 'unreadable';
}

async function open(file: File): Promise<Opened | Refused> {
  const { name, size } = file;
  try {
    const beginning = new Uint8Array(await file.slice(0, refusalBytes).arrayBuffer());
    const why = refusalOf(size, beginning);
    return why ? { name, why } : { name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    // A folder, or a file that was moved away meanwhile: browsers tell no more than that it cannot be read.
    return { name, why: 'unreadable' };
  }
}

export function ViewerPage() {
  const { t } = useTranslation('programs');
  const [opened, setOpened] = useState<Opened>();
  const [refused, setRefused] = useState<Refused>();
  const [over, setOver] = useState(false);
  if (!useProgramTexts()) return null;
  const take = async (file: File | undefined) => {
    if (!file) return;
    const found = await open(file);
    if ('why' in found) setRefused(found);
    else {
      setRefused(undefined);
      setOpened(found);
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <main
      className={`viewer${over ? ' viewer-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <div className="viewer-head">
        <h1>{t('viewer.title')}</h1>
        <label className="tool-button viewer-open">
          {t('viewer.open')}
          <input
            type="file"
            onChange={(event) => {
              void take(event.currentTarget.files?.[0]);
              // The same file once more, after it was edited, is a change too.
              event.currentTarget.value = '';
            }}
          />
        </label>
        <span className="quiet">{t('viewer.private')}</span>
      </div>
      {refused && (
        <div className="notice" role="alert">
          <strong>{t(`viewer.refused.${refused.why}.title`, { name: refused.name })}</strong>{' '}
          {t(`viewer.refused.${refused.why}.remedy`, { megabytes: largestProgram / 1024 / 1024 })}
        </div>
      )}
      {opened ? (
        <ProgramFrame key={opened.name} {...opened} />
      ) : (
        <div className="viewer-empty">
          <p>{t('viewer.drop')}</p>
          <p className="quiet">{t('viewer.reads')}</p>
        </div>
      )}
    </main>
  );
}
