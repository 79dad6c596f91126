/** The picture of a toolpath with its tools: views, what colours say, and the legend. */
import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Origin } from '../reading/origins.ts';
import type { Toolpath } from '../reading/toolpath.ts';
import { byOperation, byValue, type ColourBy } from './colours/colouring.ts';
import { colours } from './colours/colours.ts';
import { Legend } from './legend.tsx';
import type { Preset } from './looking/viewpoint.ts';
import { PlanView } from './plan/plan-view.tsx';
import type { ToolpathElement, ToolpathSelection } from './toolpath-element.ts';
import './toolpath.css';

export interface ToolpathViewProps {
  readonly toolpath: Toolpath;
  /** Everything has been read: only then do the classes of a scale hold. */
  readonly complete: boolean;
  readonly machine: 'mill' | 'lathe';
  readonly origins: readonly Origin[];
  readonly selection: ToolpathSelection | undefined;
  /** Name of an operation for the legend. */
  readonly operationName: (operation: number) => string;
  readonly operations: readonly number[];
  /** Of each row of the stream ap·ae in mm², of turning ap in mm; NaN where it is not known. */
  readonly engagement?: Float32Array;
  readonly describe: (row: number) => string;
  /** Undefined: nothing lies there. */
  readonly onPick: (row: number | undefined) => void;
}

const presets: readonly Preset[] = ['top', 'front', 'right', 'iso'];

export function ToolpathView(props: ToolpathViewProps) {
  const { toolpath, complete, machine, origins, selection, engagement, describe, onPick } = props;
  const { t } = useTranslation('programs');
  const scheme = useComputedColorScheme('light');
  const host = useRef<HTMLDivElement>(null);
  const [element, setElement] = useState<ToolpathElement>();
  const [unsupported, setUnsupported] = useState(false);
  const [by, setBy] = useState<ColourBy>('operation');
  const [rapids, setRapids] = useState(true);
  const label = t('path.label');

  useEffect(() => {
    let made: ToolpathElement | undefined;
    let gone = false;
    void import('./toolpath-element.ts').then(
      ({ toolpathTag }) => {
        if (gone || !host.current) return;
        made = document.createElement(toolpathTag) as ToolpathElement;
        made.label = label;
        made.addEventListener('unsupported', () => setUnsupported(true));
        host.current.replaceChildren(made);
        setElement(made);
      },
      () => setUnsupported(true),
    );
    return () => {
      gone = true;
      made?.remove();
    };
  }, [label]);

  // A scale needs all values; until then its colours would change with every part.
  const colouring = useMemo(() => {
    const { rows } = toolpath;
    if (by === 'feed' && complete) return byValue('feed', rows.pathFeed, rows.count);
    if (by === 'engagement' && engagement) return byValue('engagement', engagement, rows.count);
    return byOperation(rows);
  }, [toolpath, by, complete, engagement]);
  const tones = useMemo(() => {
    const { operations, scale, none } = colours[scheme];
    return colouring.by === 'operation' ? operations : [...scale, none];
  }, [colouring, scheme]);

  useEffect(() => {
    if (!element) return;
    element.machine = machine;
    element.toolpath = toolpath;
  }, [element, machine, toolpath]);
  useEffect(() => {
    if (element) element.look = { scheme, colouring, tones, rapids };
  }, [element, scheme, colouring, tones, rapids]);
  useEffect(() => {
    if (element) element.selection = selection;
  }, [element, selection]);
  useEffect(() => {
    if (element) element.origins = origins;
  }, [element, origins]);
  useEffect(() => {
    if (!element) return;
    element.describe = describe;
    const onEvent = (event: Event) => onPick((event as CustomEvent<number | undefined>).detail);
    element.addEventListener('pick', onEvent);
    return () => element.removeEventListener('pick', onEvent);
  }, [element, describe, onPick]);
  const look = useCallback((preset: Preset) => element?.lookFrom(preset), [element]);

  const choices: readonly ColourBy[] = engagement
    ? ['operation', 'feed', 'engagement']
    : ['operation', 'feed'];
  return (
    <section className="toolpath" aria-label={t('path.title')}>
      <div className="toolpath-tools">
        {!unsupported && (
          <>
            <fieldset className="switch" aria-label={t('path.views')}>
              {presets.map((preset) => (
                <button key={preset} type="button" onClick={() => look(preset)}>
                  {t(`path.preset.${preset}`)}
                </button>
              ))}
            </fieldset>
            <button type="button" className="tool-button" onClick={() => element?.fit()}>
              {t('path.fit')}
            </button>
            <fieldset className="switch" aria-label={t('path.colourBy')}>
              {choices.map((choice) => (
                <button key={choice} type="button" aria-pressed={by === choice} onClick={() => setBy(choice)}>
                  {t(`path.by.${choice}`)}
                </button>
              ))}
            </fieldset>
          </>
        )}
        <label className="toolpath-check">
          <input
            type="checkbox"
            checked={rapids}
            onChange={(event) => setRapids(event.currentTarget.checked)}
          />
          {t('path.rapids')}
        </label>
      </div>
      {unsupported ? (
        <PlanView
          toolpath={toolpath}
          complete={complete}
          machine={machine}
          rapids={rapids}
          marked={selection?.marked}
        />
      ) : (
        <div ref={host} className="toolpath-host" />
      )}
      {!unsupported && <Legend colouring={colouring} tones={tones} rapids={rapids} {...props} />}
    </section>
  );
}
