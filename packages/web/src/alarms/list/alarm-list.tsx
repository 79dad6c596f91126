/** Every alarm that stands or waits, the most urgent first; what is done with one or several. */
import type { AlarmView } from '@mantinel/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { ActDialog } from '../act/act-dialog.tsx';
import type { ActKind } from '../act/possible-acts.ts';
import { RefusedActs } from '../act/refused-acts.tsx';
import { useActs } from '../act/use-acts.ts';
import { AlarmPanel } from '../detail/alarm-panel.tsx';
import { useAlarms } from '../use-alarms.ts';
import { alarmSearch, filtered, parseAlarmFilter } from './alarm-filter.ts';
import { AlarmFilters } from './alarm-filters.tsx';
import { AlarmTable } from './alarm-table.tsx';
import { Floods } from './floods.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useAlarmKeys } from './use-alarm-keys.ts';
import './alarm-list.css';

export function AlarmList({ opened }: { opened: string | undefined }) {
  const { t } = useTranslation('alarms');
  const [, navigate] = useLocation();
  const filter = parseAlarmFilter(useSearch());
  const { data, error, refetch } = useAlarms();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<{ kind: ActKind; alarms: readonly AlarmView[] }>();
  const acts = useActs();
  const shown = data ? filtered(data.alarms, filter) : [];
  const selected = shown.filter(({ id }) => chosen.has(id));
  const open = (id: string | undefined) =>
    navigate(`/alarms${id === undefined ? '' : `/${encodeURIComponent(id)}`}${alarmSearch(filter)}`);
  const act = (kind: ActKind, alarms: readonly AlarmView[]) => {
    acts.reset();
    if (kind === 'acknowledge') acts.mutate({ act: { kind, comment: '' }, alarms });
    else setAsking({ kind, alarms });
  };
  const toggle = (id: string) =>
    setChosen((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    );
  useAlarmKeys({ shown, selected, act, toggle, close: () => open(undefined) });
  return (
    <div className="alarms-columns">
      <main className="alarms-main">
        <h1 className="admin-unseen">{t('title')}</h1>
        <AlarmFilters
          alarms={data?.alarms ?? []}
          filter={filter}
          onChange={(next) => navigate(`/alarms${alarmSearch(next)}`)}
        />
        {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
        {data && !data.upToDate && <p className="alarms-notice">{t('list.catchingUp')}</p>}
        {data && <Floods floods={data.floods} />}
        {acts.data && acts.data.length > 0 && <RefusedActs refused={acts.data} />}
        {selected.length > 0 && (
          <SelectionBar
            selected={selected}
            busy={acts.isPending}
            onAct={(kind, alarms) => act(kind, alarms)}
            onClear={() => setChosen(new Set())}
          />
        )}
        {data && (
          <AlarmTable
            alarms={shown}
            none={t(data.alarms.length === 0 ? 'list.none' : 'list.noneHere')}
            opened={opened}
            chosen={chosen}
            onChoose={toggle}
            onOpen={open}
            onAct={(kind, alarm) => act(kind, [alarm])}
          />
        )}
        <footer className="alarms-keys">{t('list.keys')}</footer>
      </main>
      {opened !== undefined && (
        <AlarmPanel
          key={opened}
          id={opened}
          onAct={(kind, alarm) => act(kind, [alarm])}
          onClose={() => open(undefined)}
        />
      )}
      {asking && (
        <ActDialog
          kind={asking.kind}
          alarms={asking.alarms}
          onClose={() => setAsking(undefined)}
          onDone={() => setChosen(new Set())}
        />
      )}
    </div>
  );
}
