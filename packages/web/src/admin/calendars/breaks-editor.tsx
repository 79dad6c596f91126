/** The breaks of a shift. */
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Calendar } from '../../api/plant.ts';
import { replaced, without } from './lists.ts';
import { TimeInput } from './time-input.tsx';

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
          <TextInput
            label={t('calendars.newBreak')}
            maxLength={40}
            value={pause.name}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
          />
          <TimeInput
            label={t('calendars.start')}
            value={pause.start}
            onChange={(start) => change(index, { start })}
          />
          <TimeInput
            label={t('calendars.end')}
            value={pause.end}
            onChange={(end) => change(index, { end })}
          />
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
