/** For whoever stands at the machines, in gloves: what they do, what is wrong, what to do, and that somebody has seen it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useAlarmTexts } from '../alarms/alarm-texts.ts';
import { AlarmWordsProvider } from '../alarms/alarm-words.tsx';
import { useAlarms } from '../alarms/use-alarms.ts';
import { useMachines } from '../fleet/fleet-strip.tsx';
import { StateBanners } from '../shell/banners.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { useLink } from '../shell/use-link.ts';
import { ChooseMachines } from './choose-machines.tsx';
import { LostLink } from './lost-link.tsx';
import { urgentFirst } from './machine-alarms.ts';
import { MachineTile } from './machine-tile.tsx';
import { ofMine, useMyMachines } from './my-machines.ts';
import { WhatToDo } from './what-to-do.tsx';
import './operator.css';

/** ISA-101: more than a dozen are not taken in at a glance. */
const mostTiles = 12;

export function OperatorPage() {
  const { t } = useTranslation('alarms');
  const texts = useAlarmTexts();
  const machines = useMachines();
  const alarms = useAlarms();
  const link = useLink();
  const [mine, setMine] = useMyMachines();
  const [choosing, setChoosing] = useState(false);
  const [opened, setOpened] = useState<string>();
  const [page, setPage] = useState(0);
  if (!texts) return null;
  const known = alarms.data?.alarms ?? [];
  const all = machines.data ?? [];
  const shown = urgentFirst(ofMine(all, mine), known);
  const pages = Math.max(1, Math.ceil(shown.length / mostTiles));
  const at = Math.min(page, pages - 1);
  const alarm = known.find(({ id }) => id === opened);
  // What cannot be asked is an error here, and never the last thing that was well.
  const error = machines.error ?? alarms.error;
  return (
    <div className="operator">
      {link.state === 'lost' && <LostLink heardMs={link.heardMs} />}
      <StateBanners />
      <header className="operator-head">
        <h1>{t('operator.title')}</h1>
        <span className="header-space" />
        {pages > 1 && (
          <button type="button" className="operator-second" onClick={() => setPage((at + 1) % pages)}>
            {t('operator.page', { page: at + 1, pages })}
          </button>
        )}
        {all.length > 1 && (
          <button type="button" className="operator-second" onClick={() => setChoosing(!choosing)}>
            {choosing ? t('operator.done') : t('operator.choose')}
          </button>
        )}
        <Link href="/" className="operator-second">
          {t('operator.log')}
        </Link>
      </header>
      {error && (
        <FailureNotice
          error={error}
          onRetry={() => {
            void machines.refetch();
            void alarms.refetch();
          }}
        />
      )}
      <AlarmWordsProvider>
        <main>
          {choosing ? (
            <ChooseMachines machines={all} mine={mine} onChange={setMine} />
          ) : alarm ? (
            <WhatToDo alarm={alarm} onBack={() => setOpened(undefined)} />
          ) : (
            <div className="operator-tiles">
              {machines.data?.length === 0 && <p className="operator-none">{t('operator.none')}</p>}
              {shown.slice(at * mostTiles, (at + 1) * mostTiles).map((machine) => (
                <MachineTile
                  key={machine.id}
                  machine={machine}
                  alarms={known}
                  alarmsKnown={alarms.data !== undefined && !alarms.error && alarms.data.upToDate}
                  linked={link.state !== 'lost'}
                  onOpen={setOpened}
                />
              ))}
            </div>
          )}
        </main>
      </AlarmWordsProvider>
    </div>
  );
}
