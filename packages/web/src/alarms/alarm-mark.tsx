/** What an alarm is at a glance: shape, colour and word. Only what nobody has acknowledged blinks. */
import type { AlarmView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { isUnacknowledged } from './use-alarms.ts';
import './alarm-mark.css';

const shapes = { high: '■', medium: '▲', low: '▼' } as const;
const put = new Set<AlarmView['state']>(['shelved', 'suppressedByDesign', 'outOfService']);

type Marked = Pick<AlarmView, 'priority' | 'state' | 'active'>;

/** Put aside by a person or by design: it stands, and asks for nothing. */
export const isPutAside = ({ state }: Pick<AlarmView, 'state'>): boolean => put.has(state);

export function AlarmMark({ alarm }: { alarm: Marked }) {
  const { t } = useTranslation('alarms');
  const aside = isPutAside(alarm);
  const kind = aside ? 'aside' : alarm.priority;
  const look = alarm.active && !aside ? 'filled' : 'outlined';
  return (
    <span
      className={`alarm-mark alarm-mark-${kind} alarm-mark-${look}`}
      data-waits={isUnacknowledged(alarm.state) || undefined}
    >
      <span className="alarm-shape" aria-hidden="true">
        {aside ? '◆' : shapes[alarm.priority]}
      </span>
      {t(`priority.${alarm.priority}`)}
    </span>
  );
}
