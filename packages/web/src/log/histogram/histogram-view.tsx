/** Events over time by severity, from the store and not from the loaded rows; dragging or the keyboard zooms. */

import { useComputedColorScheme } from '@mantine/core';
import type { AnnotationView, Histogram } from '@mantinel/contract';
import { severityRanges } from '@mantinel/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { getHistogram } from '../../api/api.ts';
import { tokens } from '../../shell/theme/tokens.ts';
import { NoteMarks } from '../notes/note-marks.tsx';
import { edgeText, shortTimeText, spanText } from '../view/time-text.ts';
import { selecting, type View, viewSearch } from '../view/view.ts';
import { bucketAt, bucketCount, bucketFromUs, drawHistogram, rangeOf, totalOf } from './histogram-chart.ts';
import './histogram-view.css';

const heightPx = 56;
const pxPerBar = 7;

interface HistogramViewProps {
  readonly view: View;
  readonly notes: readonly AnnotationView[];
  readonly onNotes: () => void;
  readonly onZoom: (range: { fromUs: number | undefined; toUs: number | undefined }) => void;
}

/** Bucket under the cursor, and where a selection began. */
interface Pointing {
  readonly at: number;
  readonly from?: number;
}

export const HistogramView = memo(function HistogramView({
  view,
  notes,
  onNotes,
  onZoom,
}: HistogramViewProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [widthPx, setWidthPx] = useState(0);
  const [pointing, setPointing] = useState<Pointing>();
  const colours = tokens[useComputedColorScheme('light')];
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidthPx(Math.floor(entry!.contentRect.width)));
    observer.observe(frame.current!);
    return () => observer.disconnect();
  }, []);
  const shown = selecting(view);
  const buckets = Math.max(20, Math.min(400, Math.round(widthPx / pxPerBar / 20) * 20));
  const { data: histogram } = useQuery({
    queryKey: ['histogram', viewSearch(shown), buckets],
    queryFn: ({ signal }) => getHistogram(shown, buckets, signal),
    enabled: widthPx > 0,
    placeholderData: keepPreviousData,
    refetchInterval: view.toUs === undefined ? 5000 : false,
  });

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || !histogram || widthPx === 0) return;
    const ratio = devicePixelRatio;
    element.width = widthPx * ratio;
    element.height = heightPx * ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawHistogram(context, histogram, { size: { widthPx, heightPx }, colours });
  }, [histogram, widthPx, colours]);

  const spanUs = histogram ? histogram.toUs - histogram.fromUs : 0;
  const zoomed = view.fromUs !== undefined || view.toUs !== undefined;
  const reset = () => onZoom({ fromUs: undefined, toUs: undefined });
  const zoomTo = ({ at, from = at }: Pointing) => {
    if (histogram) onZoom(rangeOf(histogram, from, at));
    setPointing(undefined);
  };
  const place = (event: PointerEvent<HTMLElement>) =>
    bucketAt(histogram!, event.clientX - frame.current!.getBoundingClientRect().left, widthPx);

  const onKey = (event: KeyboardEvent) => {
    if (!histogram) return;
    const next = keyed({ key: event.key, shift: event.shiftKey, pointing, count: bucketCount(histogram) });
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === 'zoom') zoomTo(pointing!);
    else if (next === 'back') pointing ? setPointing(undefined) : reset();
    else setPointing(next);
  };

  return (
    <section className="histogram" aria-label={t('histogram.label')}>
      <div
        ref={frame}
        className="histogram-frame"
        role="slider"
        tabIndex={0}
        aria-label={`${t('histogram.label')}. ${t('histogram.help')}`}
        title={t('histogram.help')}
        aria-valuemin={0}
        aria-valuemax={histogram ? bucketCount(histogram) - 1 : 0}
        aria-valuenow={pointing?.at ?? 0}
        aria-valuetext={histogram && pointing ? describe(histogram, pointing, t) : ''}
        onKeyDown={onKey}
        onBlur={() => setPointing(undefined)}
        onDoubleClick={reset}
        onPointerDown={(event) => {
          if (!histogram || event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const at = place(event);
          setPointing({ at, from: at });
        }}
        onPointerMove={(event) => histogram && setPointing({ ...pointing, at: place(event) })}
        onPointerUp={(event) => {
          if (!histogram || pointing?.from === undefined) return;
          const at = place(event);
          if (at === pointing.from) setPointing({ at });
          else zoomTo({ ...pointing, at });
        }}
        onPointerLeave={() => pointing?.from === undefined && setPointing(undefined)}
        style={{ height: heightPx }}
      >
        <canvas ref={canvas} style={{ width: widthPx, height: heightPx }} />
        {histogram && pointing && <Selection histogram={histogram} pointing={pointing} />}
      </div>
      {histogram && notes.length > 0 && (
        <NoteMarks notes={notes} order={view.order} histogram={histogram} onOpen={onNotes} />
      )}
      <div className="histogram-scale">
        {histogram && (
          <>
            <span>{edgeText(histogram.fromUs, spanUs)}</span>
            <span className="histogram-said">
              {pointing ? (
                describe(histogram, pointing, t)
              ) : (
                <>
                  {t('histogram.perBar', { span: spanText(histogram.bucketUs, t) })}
                  <span className="histogram-heights"> · {t('histogram.heights')}</span>
                </>
              )}
            </span>
            <span>
              {zoomed && (
                <button type="button" className="link-button" onClick={reset}>
                  {t('histogram.reset')}
                </button>
              )}{' '}
              {edgeText(histogram.toUs, spanUs)}
            </span>
          </>
        )}
      </div>
    </section>
  );
});

interface Keyed {
  readonly key: string;
  readonly shift: boolean;
  readonly pointing: Pointing | undefined;
  readonly count: number;
}

function keyed({ key, shift, pointing, count }: Keyed): Pointing | 'zoom' | 'back' | undefined {
  const at = pointing?.at ?? count - 1;
  const to = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    PageUp: at - 10,
    PageDown: at + 10,
    Home: 0,
    End: count - 1,
  }[key];
  if (to !== undefined) {
    const inside = Math.min(Math.max(to, 0), count - 1);
    return shift ? { at: inside, from: pointing?.from ?? at } : { at: inside };
  }
  if (key === 'Enter' && pointing) return 'zoom';
  return key === 'Escape' ? 'back' : undefined;
}

function Selection({ histogram, pointing: { at, from = at } }: { histogram: Histogram; pointing: Pointing }) {
  const share = 100 / bucketCount(histogram);
  const first = Math.min(at, from);
  const width = Math.abs(at - from) + 1;
  return (
    <div className="histogram-selection" style={{ left: `${first * share}%`, width: `${width * share}%` }} />
  );
}

function describe(histogram: Histogram, { at, from = at }: Pointing, t: TFunction<'translation'>): string {
  const [first, last] = [Math.min(at, from), Math.max(at, from)];
  const spanUs = histogram.toUs - histogram.fromUs;
  const bounds = {
    from: shortTimeText(bucketFromUs(histogram, first), spanUs),
    to: shortTimeText(bucketFromUs(histogram, last + 1), spanUs),
  };
  if (first !== last) return t('histogram.selection', bounds);
  const parts = severityRanges
    .toReversed()
    .filter((range) => (histogram.series[range][at] ?? 0) > 0)
    .map((range) =>
      t('histogram.bucketPart', {
        severity: t(`severity.${range}`),
        count: histogram.series[range][at] ?? 0,
      }),
    );
  return [t('histogram.bucket', { ...bounds, total: totalOf(histogram, at) }), ...parts].join(' · ');
}
