/** Each machine: what it does, and how old that knowledge is. */
import type { MachineView } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { getMachines } from '../api/api.ts';
import { ageText } from '../log/view/time-text.ts';
import { useLink } from '../shell/use-link.ts';
import { useNowUs } from '../shell/use-now.ts';
import { activityMarks, isCurrent, standsStill, worstFirst } from './activity-mark.ts';
import './fleet.css';

export const useMachines = () =>
  useQuery({
    queryKey: ['machines'],
    queryFn: ({ signal }) => getMachines(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

interface FleetStripProps {
  readonly chosen: readonly string[];
  readonly onChoose: (machines: readonly string[]) => void;
}

export const FleetStrip = memo(function FleetStrip({ chosen, onChoose }: FleetStripProps) {
  const { t } = useTranslation();
  const { data: machines, isPending } = useMachines();
  const linked = useLink().state !== 'lost';
  const nowUs = useNowUs();
  return (
    <nav className="fleet" aria-label={t('fleet.title')}>
      <h2 className="fleet-title">{t('fleet.title')}</h2>
      <div className="fleet-tiles">
        {isPending && [0, 1, 2].map((key) => <div key={key} className="tile skeleton" />)}
        {machines?.length === 0 && <p className="quiet">{t('fleet.none')}</p>}
        {worstFirst(machines ?? []).map((machine) => {
          const isChosen = chosen.includes(machine.id);
          return (
            <div key={machine.id} className="tile-frame">
              <Tile
                machine={machine}
                current={isCurrent(machine, linked)}
                ageSeconds={
                  machine.receivedUs === undefined
                    ? undefined
                    : Math.floor((nowUs - machine.receivedUs) / 1e6)
                }
                chosen={isChosen}
                onChoose={() => onChoose(isChosen ? chosen.filter((id) => id !== machine.id) : [machine.id])}
              />
              {standsStill(machine) && (
                <Link
                  className="tile-why"
                  href={`/machines/${encodeURIComponent(machine.id)}/why`}
                  aria-label={t('fleet.whyOf', { machine: machine.name })}
                >
                  {t('fleet.why')}
                </Link>
              )}
            </div>
          );
        })}
      </div>
    </nav>
  );
});

interface TileProps {
  readonly machine: MachineView;
  readonly current: boolean;
  readonly ageSeconds: number | undefined;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

const Tile = memo(
  function Tile({ machine, current, ageSeconds, chosen, onChoose }: TileProps) {
    const { t } = useTranslation();
    const { activity, name, conditions, program, connectionProblem } = machine;
    const age = ageSeconds === undefined ? t('fleet.never') : ageText(ageSeconds * 1e6, t);
    const [worst] = conditions;
    return (
      <button
        type="button"
        className={`tile tile-${current ? activity : 'stale'}`}
        aria-pressed={chosen}
        title={
          connectionProblem ??
          worst?.message ??
          t('fleet.show', { machine: name, activity: t(`activity.${activity}`), age })
        }
        onClick={onChoose}
      >
        <span className="tile-mark" aria-hidden="true">
          {activityMarks[activity]}
        </span>
        <span className="tile-name">{name}</span>
        <span className="tile-age">{age}</span>
        <span className="tile-second">
          <span className="tile-activity">
            {t(`activity.${activity}`)}
            {!current && activity !== 'offline' && activity !== 'unknown' && ` · ${t('fleet.notCurrent')}`}
          </span>
          <span className="tile-more">{current ? (worst?.message ?? program ?? '') : ''}</span>
        </span>
      </button>
    );
  },
  (a, b) =>
    a.machine === b.machine &&
    a.current === b.current &&
    a.ageSeconds === b.ageSeconds &&
    a.chosen === b.chosen,
);
