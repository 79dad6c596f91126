/** One machine: what it does and since when, and of its alarms the one that matters most. */
import type { AlarmView, MachineView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { useActs } from '../alarms/act/use-acts.ts';
import { AlarmMark } from '../alarms/alarm-mark.tsx';
import { useAlarmWords } from '../alarms/alarm-words.tsx';
import { isUnacknowledged } from '../alarms/use-alarms.ts';
import { activityMarks, isCurrent } from '../fleet/activity-mark.ts';
import { ageText } from '../log/view/time-text.ts';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { useNowUs } from '../shell/use-now.ts';
import { useMayDo } from '../shell/use-session.ts';
import { alarmsOf } from './machine-alarms.ts';

interface MachineTileProps {
  readonly machine: MachineView;
  readonly alarms: readonly AlarmView[];
  /** False: that no alarm is shown means nothing. */
  readonly alarmsKnown: boolean;
  readonly linked: boolean;
  readonly onOpen: (alarm: string) => void;
}

export function MachineTile({ machine, alarms, alarmsKnown, linked, onOpen }: MachineTileProps) {
  const { t } = useTranslation('alarms');
  const { t: general } = useTranslation();
  const nowUs = useNowUs();
  const current = isCurrent(machine, linked);
  const own = alarmsOf(alarms, machine.id);
  const [first] = own;
  const { activity, name, sinceUs, receivedUs } = machine;
  const ageUs = receivedUs === undefined ? undefined : nowUs - receivedUs;
  return (
    <section
      className={`operator-tile operator-${current ? activity : 'stale'}`}
      aria-label={name}
      data-machine={machine.id}
    >
      <div className="operator-what">
        <h2>{name}</h2>
        <p className="operator-state">
          <span aria-hidden="true">{activityMarks[activity]} </span>
          {current ? t(`operator.activity.${activity}`) : t('operator.noData')}
        </p>
        <p className="operator-since">
          {current
            ? sinceUs !== undefined &&
              t('operator.since', { age: ageText(Math.max(nowUs - sinceUs, 1e6), general) })
            : ageUs === undefined
              ? t('operator.neverHeard')
              : t('operator.heard', { age: ageText(Math.max(ageUs, 1e6), general) })}
        </p>
      </div>
      {!alarmsKnown && <p className="operator-unsure">{t('operator.alarmsUnknown')}</p>}
      {first && <FirstAlarm alarm={first} more={own.length - 1} linked={linked} onOpen={onOpen} />}
    </section>
  );
}

interface FirstAlarmProps {
  readonly alarm: AlarmView;
  readonly more: number;
  readonly linked: boolean;
  readonly onOpen: (alarm: string) => void;
}

function FirstAlarm({ alarm, more, linked, onOpen }: FirstAlarmProps) {
  const { t } = useTranslation('alarms');
  const words = useAlarmWords();
  const mayAcknowledge = useMayDo()('alarm.acknowledge');
  const { mutate, data: refused, isPending } = useActs();
  const action = words.explanation(alarm)?.texts.action;
  const { acknowledged } = alarm;
  return (
    <div className="operator-alarm">
      <p className="operator-alarm-title">
        <AlarmMark alarm={alarm} /> {words.title(alarm)}
      </p>
      {!alarm.active && <p className="operator-seen">{t('operator.gone')}</p>}
      <p className="operator-action">{action ?? t('operator.noAction')}</p>
      {acknowledged && (
        <p className="operator-seen">
          ✓ {t('operator.seenBy', { name: acknowledged.by?.name ?? t('detail.somebody') })}
        </p>
      )}
      {more > 0 && <p className="operator-more">{t('operator.more', { count: more })}</p>}
      {refused?.map(({ error }) => (
        <FailureNotice key={alarm.id} error={error} />
      ))}
      <div className="operator-buttons">
        {mayAcknowledge && isUnacknowledged(alarm.state) && (
          <button
            type="button"
            className="operator-first"
            disabled={isPending || !linked}
            onClick={() => mutate({ act: { kind: 'acknowledge', comment: '' }, alarms: [alarm] })}
          >
            {t('operator.acknowledge')}
          </button>
        )}
        <button type="button" className="operator-second" onClick={() => onOpen(alarm.id)}>
          {t('operator.whatToDo')}
        </button>
      </div>
    </div>
  );
}
