/** Two features of every operation as points: a frame drawn over some of them lists these. */

import { useComputedColorScheme } from '@mantine/core';
import { type OperationColumns, operationFeatures, operationFeatureUnits } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearch } from 'wouter';
import { getOperations } from '../../../api/projects.ts';
import { FailureNotice } from '../../../shell/failure-notice.tsx';
import { colours, tonesBesideNone } from '../../toolpath/colours/colours.ts';
import { Filters } from '../list/filters.tsx';
import { addressOf, filterOf } from '../list/project-filter.ts';
import { useKindWords } from '../use-kind-words.ts';
import { ChosenList } from './chosen-list.tsx';
import { scaleOf } from './scale.ts';
import { type Frame, isWithin, Scatter } from './scatter.tsx';
import './explorer.css';

const colourings = ['material', 'tool', 'kind'] as const;
type Colouring = (typeof colourings)[number];
type Feature = (typeof operationFeatures)[number];
const featureOf = (name: string | null, otherwise: Feature): Feature =>
  operationFeatures.find((feature) => feature === name) ?? otherwise;

export function ExplorerPage() {
  const { t, i18n } = useTranslation('programs');
  const words = useKindWords();
  const scheme = useComputedColorScheme('light');
  const [path, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const filter = filterOf(search.toString());
  const across = featureOf(search.get('x'), 'diameter');
  const up = featureOf(search.get('y'), 'vc');
  const [colouring, setColouring] = useState<Colouring>('material');
  const [logX, setLogX] = useState(true);
  const [logY, setLogY] = useState(true);
  const [frame, setFrame] = useState<Frame>();
  const { data, error, refetch } = useQuery({
    queryKey: ['operations', filter, across, up],
    queryFn: ({ signal }) => getOperations({ ...filter, x: across, y: up }, signal),
    placeholderData: (before) => before,
  });
  const go = (change: Readonly<Record<string, string>>) => {
    setFrame(undefined);
    navigate(addressOf(path, { x: across, y: up, ...change }), { replace: true });
  };
  const scaleX = useMemo(() => scaleOf(data?.x ?? [], logX), [data, logX]);
  const scaleY = useMemo(() => scaleOf(data?.y ?? [], logY), [data, logY]);
  const chosen = useMemo(
    () =>
      data && frame ? [...data.x.keys()].filter((i) => isWithin(frame, data.x[i]!, data.y[i]!)) : undefined,
    [data, frame],
  );
  const title = (feature: Feature) => `${t(`feature.${feature}`)} (${operationFeatureUnits[feature]})`;
  const say = { material: words.material, tool: words.tool, kind: words.operation };
  const names = data ? namesOf(data, colouring) : [];
  // What is not known has no colour.
  const { none } = colours[scheme];
  const tones = tonesBesideNone(scheme);
  const toneOf = names.map((name, at) => (name === null ? none : tones[at % tones.length]!));
  return (
    <main className="explorer">
      <h1 className="projects-title">{t('tabs.explorer')}</h1>
      <Filters filter={filter} onChange={(next) => go(next)} />
      <div className="explorer-axes">
        {(
          [
            ['x', across, logX, setLogX],
            ['y', up, logY, setLogY],
          ] as const
        ).map(([axis, feature, log, setLog]) => (
          <div key={axis} className="explorer-axis">
            <label htmlFor={`explorer-${axis}`}>{t(`explorer.${axis}`)}</label>
            <select
              id={`explorer-${axis}`}
              value={feature}
              onChange={(event) => go({ ...filter, [axis]: event.currentTarget.value })}
            >
              {operationFeatures.map((each) => (
                <option key={each} value={each}>
                  {title(each)}
                </option>
              ))}
            </select>
            <label className="explorer-log">
              <input
                type="checkbox"
                checked={log}
                onChange={() => setLog(!log)}
                aria-label={t(`explorer.log.${axis}`)}
              />
              {t('explorer.logarithmic')}
            </label>
          </div>
        ))}
        <fieldset className="switch" aria-label={t('explorer.colour')}>
          {colourings.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={colouring === each}
              onClick={() => setColouring(each)}
            >
              {t(`explorer.by.${each}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {data?.total === 0 && (
        <p className="projects-none" role="status">
          {Object.keys(filter).length > 0 ? (
            t('explorer.noneHere')
          ) : (
            <>
              {t('explorer.none')} <Link href="/programs/harvest">{t('explorer.toHarvest')}</Link>
            </>
          )}
        </p>
      )}
      {data && data.total > 0 && (
        <>
          <p className="quiet explorer-count" role="status">
            {t(data.sampled ? 'explorer.sampled' : 'explorer.all', {
              count: data.total,
              n: data.total.toLocaleString(i18n.language),
              shown: data.x.length.toLocaleString(i18n.language),
            })}{' '}
            {t('explorer.hint')}{' '}
            <button
              type="button"
              className="link-button"
              onClick={() =>
                setFrame(frame ? undefined : { x: [scaleX.from, scaleX.to], y: [scaleY.from, scaleY.to] })
              }
            >
              {t(frame ? 'explorer.unframe' : 'explorer.listAll')}
            </button>
          </p>
          <div className="explorer-parts">
            <div className="explorer-picture">
              <Scatter
                label={t('explorer.label', { x: title(across), y: title(up) })}
                xs={data.x}
                ys={data.y}
                group={data[colouring]}
                tones={toneOf}
                {...{ scaleX, scaleY, frame }}
                titleX={title(across)}
                titleY={title(up)}
                onFrame={setFrame}
              />
            </div>
            <ul className="explorer-legend">
              {names.map((name, at) => (
                <li key={name ?? ''}>
                  <svg viewBox="0 0 10 10" aria-hidden="true">
                    <circle cx="5" cy="5" r="4" fill={toneOf[at]} />
                  </svg>
                  {say[colouring](name)}
                </li>
              ))}
            </ul>
          </div>
          {chosen && <ChosenList columns={data} chosen={chosen} titleX={title(across)} titleY={title(up)} />}
        </>
      )}
    </main>
  );
}

const namesOf = ({ materials, tools, kinds }: OperationColumns, colouring: Colouring) =>
  ({ material: materials, tool: tools, kind: kinds })[colouring];
