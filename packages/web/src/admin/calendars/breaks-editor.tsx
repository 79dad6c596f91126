/** The breaks of a shift. */
import { useTranslation } from 'react-i18next';
import type { Calendar } from '../../api/plant.ts';
import { replaced, without } from './lists.ts';
import { SpanInputs } from './span-inputs.tsx';

type Breaks = Calendar['weekly'][number]['breaks'];

export function BreaksEditor({ breaks, onChange }: { breaks: Breaks; onChange: (breaks: Breaks) => void }) {
  const { t } = useTranslation('admin');
  const change = (index: number, part: Partial<Breaks[number]>) =>
    onChange(replaced(breaks, index, { ...breaks[index]!, ...part }));
  return (
    <div className="admin-breaks">
      {breaks.map((pause, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a break has no identity but its place in the shift
        <div key={index} className="admin-break">
          <SpanInputs label={t('calendars.newBreak')} span={pause} onChange={(part) => change(index, part)} />
          <button
            type="button"
            className="tool-button"
            aria-label={t('calendars.remove', { name: pause.name })}
            onClick={() => onChange(without(breaks, index))}
          >
            {t('plant.remove')}
          </button>
        </div>
      ))}
      <button
        type="button"
        className="link-button"
        onClick={() => onChange([...breaks, { name: t('calendars.newBreak'), start: '10:00', end: '10:30' }])}
      >
        {t('calendars.addBreak')}
      </button>
    </div>
  );
}
