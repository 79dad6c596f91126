/** Where in the histogram's stretch of time people noted something. */
import type { AnnotationView, Histogram } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';

interface NoteMarksProps {
  readonly notes: readonly AnnotationView[];
  readonly order: 'received' | 'time';
  readonly histogram: Pick<Histogram, 'fromUs' | 'toUs'>;
  readonly onOpen: () => void;
}

/** So many places across; notes in one of them share a mark. */
const places = 60;

export function NoteMarks({ notes, order, histogram, onOpen }: NoteMarksProps) {
  const { t } = useTranslation();
  const { fromUs, toUs } = histogram;
  const byPlace = new Map<number, AnnotationView[]>();
  for (const note of notes) {
    const share = ((order === 'received' ? note.receivedUs : note.timeUs) - fromUs) / (toUs - fromUs);
    if (share < 0 || share > 1) continue;
    const place = Math.min(Math.floor(share * places), places - 1);
    byPlace.set(place, [...(byPlace.get(place) ?? []), note]);
  }
  if (byPlace.size === 0) return null;
  return (
    <div className="note-marks">
      {[...byPlace].map(([place, here]) => (
        <button
          key={place}
          type="button"
          style={{ left: `${((place + 0.5) / places) * 100}%` }}
          title={here.map(({ text }) => text).join('\n')}
          aria-label={`${t('note.here', { count: here.length })}: ${here[0]!.text}`}
          onClick={onOpen}
        >
          ✎
        </button>
      ))}
    </div>
  );
}
