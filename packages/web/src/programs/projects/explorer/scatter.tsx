/** Points of two features on a canvas; a frame drawn over some of them chooses these. */
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { type Scale, shareOf, ticksOf, valueAt } from './scale.ts';

/** In values of the axes. */
export interface Frame {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

interface ScatterProps {
  readonly label: string;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Of each point: place of its colour. */
  readonly group: readonly number[];
  readonly tones: readonly string[];
  readonly scaleX: Scale;
  readonly scaleY: Scale;
  readonly titleX: string;
  readonly titleY: string;
  readonly frame: Frame | undefined;
  readonly onFrame: (frame: Frame | undefined) => void;
}

const margin = { left: 58, right: 10, top: 10, bottom: 34 };
const radius = 2.5;
/** A press that hardly moves chooses nothing. */
const leastPx = 4;

interface Point {
  readonly x: number;
  readonly y: number;
}

export function Scatter(props: ScatterProps) {
  const { label, scaleX, scaleY, frame, onFrame } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [drawn, setDrawn] = useState<{ readonly from: Point; readonly to: Point }>();

  useEffect(() => {
    const element = canvas.current?.parentElement;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = canvas.current;
    if (element && size.width > 0) draw(element, { ...props, ...size, drawn });
  });

  const inner = {
    width: size.width - margin.left - margin.right,
    height: size.height - margin.top - margin.bottom,
  };
  const at = (event: PointerEvent<HTMLCanvasElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const finish = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!drawn) return;
    const to = at(event);
    setDrawn(undefined);
    if (Math.abs(to.x - drawn.from.x) < leastPx || Math.abs(to.y - drawn.from.y) < leastPx) {
      onFrame(undefined);
      return;
    }
    const acrossAt = (px: number) =>
      valueAt(scaleX, Math.min(1, Math.max(0, (px - margin.left) / inner.width)));
    const upAt = (px: number) =>
      valueAt(scaleY, Math.min(1, Math.max(0, 1 - (px - margin.top) / inner.height)));
    const inOrder = (a: number, b: number) => [Math.min(a, b), Math.max(a, b)] as const;
    onFrame({
      x: inOrder(acrossAt(drawn.from.x), acrossAt(to.x)),
      y: inOrder(upAt(drawn.from.y), upAt(to.y)),
    });
  };
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      className="explorer-canvas"
      data-chosen={frame !== undefined}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrawn({ from: at(event), to: at(event) });
      }}
      onPointerMove={(event) => {
        if (drawn) setDrawn({ ...drawn, to: at(event) });
      }}
      onPointerUp={finish}
      onPointerCancel={() => setDrawn(undefined)}
    />
  );
}

interface Drawing extends Omit<ScatterProps, 'label' | 'onFrame'> {
  readonly width: number;
  readonly height: number;
  readonly drawn: { readonly from: Point; readonly to: Point } | undefined;
}

function draw(canvas: HTMLCanvasElement, drawing: Drawing): void {
  const { width, height, tones, xs, ys, group, scaleX, scaleY, titleX, titleY, frame, drawn } = drawing;
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const text = style.getPropertyValue('--text');
  const line = style.getPropertyValue('--line');
  const innerWidth = width - margin.left - margin.right;
  const innerHeight = height - margin.top - margin.bottom;
  const across = (value: number) => margin.left + shareOf(scaleX, value) * innerWidth;
  const up = (value: number) => margin.top + (1 - shareOf(scaleY, value)) * innerHeight;
  pen.font = `12px ${style.fontFamily}`;
  pen.fillStyle = text;
  pen.strokeStyle = line;
  pen.textAlign = 'center';
  for (const tick of ticksOf(scaleX)) {
    const x = Math.round(across(tick)) + 0.5;
    pen.beginPath();
    pen.moveTo(x, margin.top);
    pen.lineTo(x, margin.top + innerHeight);
    pen.stroke();
    pen.fillText(String(tick), x, height - margin.bottom + 15);
  }
  pen.textAlign = 'right';
  for (const tick of ticksOf(scaleY)) {
    const y = Math.round(up(tick)) + 0.5;
    pen.beginPath();
    pen.moveTo(margin.left, y);
    pen.lineTo(margin.left + innerWidth, y);
    pen.stroke();
    pen.fillText(String(tick), margin.left - 6, y + 4);
  }
  pen.textAlign = 'right';
  pen.fillText(titleX, width - margin.right, height - 4);
  pen.save();
  pen.translate(12, margin.top);
  pen.rotate(-Math.PI / 2);
  pen.fillText(titleY, 0, 0);
  pen.restore();
  for (let i = 0; i < xs.length; i++) {
    const [x, y] = [xs[i]!, ys[i]!];
    if ((scaleX.log && x <= 0) || (scaleY.log && y <= 0)) continue;
    pen.globalAlpha = frame && !isWithin(frame, x, y) ? 0.15 : 0.75;
    pen.fillStyle = tones[group[i]!]!;
    pen.beginPath();
    pen.arc(across(x), up(y), radius, 0, 2 * Math.PI);
    pen.fill();
  }
  pen.globalAlpha = 1;
  pen.strokeStyle = style.getPropertyValue('--interactive');
  if (drawn) pen.strokeRect(drawn.from.x, drawn.from.y, drawn.to.x - drawn.from.x, drawn.to.y - drawn.from.y);
  else if (frame) {
    const [left, top] = [across(frame.x[0]), up(frame.y[1])];
    pen.strokeRect(left, top, across(frame.x[1]) - left, up(frame.y[0]) - top);
  }
}

export const isWithin = ({ x: [left, right], y: [low, high] }: Frame, x: number, y: number): boolean =>
  x >= left && x <= right && y >= low && y <= high;
