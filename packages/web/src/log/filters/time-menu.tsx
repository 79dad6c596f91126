/** Chooses a time range: a span up to now, or two moments. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../shell/services.tsx';
import { spanText, timeText } from '../view/time-text.ts';
import type { View } from '../view/view.ts';
import { FilterPopover } from './filter-popover.tsx';
import './time-menu.css';

const spansUs = [15 * 60e6, 3600e6, 8 * 3600e6, 24 * 3600e6, 7 * 86_400e6];

interface TimeMenuProps {
  readonly view: View;
  readonly onChange: (range: { fromUs: number | undefined; toUs: number | undefined }) => void;
}

export function TimeMenu({ view, onChange }: TimeMenuProps) {
  const { t } = useTranslation();
  return (
    <FilterPopover label={t('filter.time')}>
      {(close) => {
        const choose: TimeMenuProps['onChange'] = (range) => {
          close();
          onChange(range);
        };
        return (
          <>
            <Spans onChange={choose} />
            <Moments view={view} onChange={choose} />
          </>
        );
      }}
    </FilterPopover>
  );
}

function Spans({ onChange }: Pick<TimeMenuProps, 'onChange'>) {
  const { t } = useTranslation();
  const { live } = useServices();
  return (
    <div className="choices">
      {spansUs.map((spanUs) => (
        <button
          key={spanUs}
          type="button"
          className="link-button"
          onClick={() => onChange({ fromUs: Math.round(live.nowUs()) - spanUs, toUs: undefined })}
        >
          {t('filter.last', { span: spanText(spanUs, t) })}
        </button>
      ))}
      <button
        type="button"
        className="link-button"
        onClick={() => onChange({ fromUs: undefined, toUs: undefined })}
      >
        {t('filter.allTime')}
      </button>
    </div>
  );
}

/** As `datetime-local` fields carry it, to the second, in this browser's zone. */
const localText = (us: number | undefined) =>
  us === undefined ? '' : timeText(us).slice(0, 19).replace(' ', 'T');
const localUs = (text: string) => (text === '' ? undefined : new Date(text).getTime() * 1000);

function Moments({ view, onChange }: TimeMenuProps) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(localText(view.fromUs));
  const [to, setTo] = useState(localText(view.toUs));
  return (
    <form
      className="moments"
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ fromUs: localUs(from), toUs: localUs(to) });
      }}
    >
      <TextInput
        size="xs"
        type="datetime-local"
        step={1}
        label={t('filter.from')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="datetime-local"
        step={1}
        label={t('filter.to')}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button size="xs" type="submit">
        {t('filter.apply')}
      </Button>
    </form>
  );
}
