/** Copies a text and says whether the browser allowed it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<boolean>();
  const shown = copied === undefined ? label : copied ? t('detail.copied') : t('detail.notCopied');
  return (
    <button
      type="button"
      className={className ?? 'link-button'}
      onClick={() =>
        void copy(text).then((done) => {
          setCopied(done);
          setTimeout(() => setCopied(undefined), 2000);
        })
      }
    >
      {shown}
    </button>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Plain http has no clipboard interface; the older way through a selection still works there.
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
