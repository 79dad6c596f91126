/** The log's own scrollbar: its thumb stands for a rank, since no browser lays out ten million rows. */
import { type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { thumbOf, topOfThumb } from './scroll-scale.ts';
import './scrollbar.css';

interface ScrollbarProps {
  readonly top: number;
  readonly total: number;
  readonly viewport: number;
  readonly controls: string;
  readonly onScroll: (top: number) => void;
}

export function Scrollbar({ top, total, viewport, controls, onScroll }: ScrollbarProps) {
  const { t } = useTranslation();
  const track = useRef<HTMLDivElement>(null);
  const grasp = useRef<number | undefined>(undefined);
  const [trackPx, setTrackPx] = useState(400);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setTrackPx(entry!.contentRect.height));
    observer.observe(track.current!);
    return () => observer.disconnect();
  }, []);
  const scale = { total, viewport, trackPx };
  const thumb = thumbOf(top, scale);
  const place = (event: PointerEvent) => event.clientY - track.current!.getBoundingClientRect().top;

  const grab = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = place(event);
    const onThumb = at >= thumb.offsetPx && at <= thumb.offsetPx + thumb.lengthPx;
    grasp.current = onThumb ? at - thumb.offsetPx : thumb.lengthPx / 2;
    if (!onThumb) onScroll(topOfThumb(at - thumb.lengthPx / 2, scale));
  };
  return (
    <div
      ref={track}
      className="scrollbar"
      role="scrollbar"
      aria-label={t('log.scrollbar')}
      aria-controls={controls}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, Math.floor(total - viewport))}
      aria-valuenow={Math.floor(top)}
      tabIndex={-1}
      onPointerDown={grab}
      onPointerMove={(event) => {
        if (grasp.current !== undefined) onScroll(topOfThumb(place(event) - grasp.current, scale));
      }}
      onPointerUp={() => {
        grasp.current = undefined;
      }}
      onPointerCancel={() => {
        grasp.current = undefined;
      }}
    >
      {total > viewport && (
        <div
          className="thumb"
          style={{ transform: `translateY(${thumb.offsetPx}px)`, height: thumb.lengthPx }}
        />
      )}
    </div>
  );
}
