/** The alarms, one a row. The title is a button: Enter opens it, and the keys of the list act on the row that has the focus. */
import type { AlarmView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ageText } from '../../log/view/time-text.ts';
import { useNowUs } from '../../shell/use-now.ts';
import { useMayDo } from '../../shell/use-session.ts';
import type { ActKind } from '../act/possible-acts.ts';
import { AlarmMark } from '../alarm-mark.tsx';
import { useAlarmWords } from '../alarm-words.tsx';
import { isUnacknowledged } from '../use-alarms.ts';
import { RespondBy } from './respond-by.tsx';

interface AlarmTableProps {
  readonly alarms: readonly AlarmView[];
  readonly none: string;
  readonly opened: string | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onAct: (kind: ActKind, alarm: AlarmView) => void;
}

export function AlarmTable({ alarms, none, opened, chosen, onChoose, onOpen, onAct }: AlarmTableProps) {
  const { t } = useTranslation('alarms');
  const { t: general } = useTranslation();
  const words = useAlarmWords();
  const nowUs = useNowUs();
  const mayAcknowledge = useMayDo()('alarm.acknowledge');
  if (alarms.length === 0) return <p className="alarms-none">{none}</p>;
  return (
    <div className="alarms-frame">
      <table className="alarms-table">
        <thead>
          <tr>
            <th>
              <span className="admin-unseen">{t('list.choose')}</span>
            </th>
            <th>{t('list.priority')}</th>
            <th>{t('list.state')}</th>
            <th className="alarms-number">{t('list.since')}</th>
            <th>{t('list.machine')}</th>
            <th>{t('list.what')}</th>
            <th>{t('list.respond')}</th>
            <th>
              <span className="admin-unseen">{t('list.do')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {alarms.map((alarm) => (
            <tr
              key={alarm.id}
              data-alarm={alarm.id}
              data-opened={alarm.id === opened || undefined}
              className={alarm.quality === 'stale' ? 'alarm-row alarm-row-stale' : 'alarm-row'}
            >
              <td className="alarms-choose">
                <input
                  type="checkbox"
                  aria-label={t('list.chooseOne', { what: words.title(alarm) })}
                  checked={chosen.has(alarm.id)}
                  onChange={() => onChoose(alarm.id)}
                />
              </td>
              <td>
                <AlarmMark alarm={alarm} />
              </td>
              <td className="alarms-state">
                {t(`state.${alarm.state}`)}
                {alarm.quality === 'stale' && <span className="alarms-tag">{t('list.notHeard')}</span>}
                {alarm.chattering && <span className="alarms-tag">{t('list.chattering')}</span>}
                {alarm.standingLong && <span className="alarms-tag">{t('list.standingLong')}</span>}
              </td>
              <td className="alarms-number">{ageText(nowUs - alarm.receivedUs, general)}</td>
              <td className="alarms-machine">
                <Link href={`/?machine=${encodeURIComponent(alarm.machine)}`}>{words.machine(alarm)}</Link>
              </td>
              <td className="alarms-what">
                <button type="button" className="alarms-title" onClick={() => onOpen(alarm.id)}>
                  {words.title(alarm)}
                </button>
                {words.title(alarm) !== words.control(alarm) && (
                  <span className="alarms-control">{words.control(alarm)}</span>
                )}
              </td>
              <td className="alarms-respond">
                <RespondBy alarm={alarm} nowUs={nowUs} />
              </td>
              <td className="alarms-do">
                {mayAcknowledge && isUnacknowledged(alarm.state) && (
                  <button type="button" className="tool-button" onClick={() => onAct('acknowledge', alarm)}>
                    {t('act.acknowledge')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
