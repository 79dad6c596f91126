/** Turning, shifting and zooming by mouse, finger and keys. */
import { lookFrom, orbited, type Preset, shifted, type Viewpoint, zoomed } from './viewpoint.ts';

export interface ControlledView {
  readonly stage: HTMLElement;
  readonly view: () => Viewpoint;
  readonly onView: (view: Viewpoint) => void;
  readonly onFit: () => void;
  /** CSS px within the stage. */
  readonly onTap: (x: number, y: number) => void;
  /** Undefined once the pointer has left. */
  readonly onHover: (place: { x: number; y: number } | undefined) => void;
  /** To the next or the last move but this. */
  readonly onStep: (by: 1 | -1) => void;
}

const turnPerPx = 0.0087;
const keyTurn = Math.PI / 24;
const keyShiftPx = 40;
const keyZoom = 1.25;
/** A finger that goes no farther has tapped. */
const tapPx = 5;

const presetKeys: Readonly<Record<string, Preset>> = { '1': 'top', '2': 'front', '3': 'right', '4': 'iso' };

interface Finger {
  x: number;
  y: number;
}

/** Returns how to let go of the stage. */
export function control(controlled: ControlledView): () => void {
  const { stage, view, onView } = controlled;
  const fingers = new Map<number, Finger>();
  let travelledPx = 0;
  let several = false;

  const place = ({ clientX, clientY }: { clientX: number; clientY: number }): Finger => {
    const { left, top } = stage.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const fromMiddle = ({ x, y }: Finger) => ({
    rightPx: x - stage.clientWidth / 2,
    downPx: y - stage.clientHeight / 2,
  });

  const onDown = (event: PointerEvent) => {
    stage.setPointerCapture(event.pointerId);
    if (fingers.size === 0) [travelledPx, several] = [0, false];
    fingers.set(event.pointerId, place(event));
    if (fingers.size > 1) several = true;
    controlled.onHover(undefined);
  };
  const onMove = (event: PointerEvent) => {
    const now = place(event);
    const before = fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === 'mouse') controlled.onHover(now);
      return;
    }
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    travelledPx += Math.abs(dx) + Math.abs(dy);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) onView(pinched(view(), { before, now, other }));
    else if (event.shiftKey || (event.buttons & 6) !== 0) onView(shifted(view(), dx, dy));
    else onView(orbited(view(), -dx * turnPerPx, dy * turnPerPx));
    fingers.set(event.pointerId, now);
  };
  /** Both fingers keep what is under them: half of a shift, and a zoom about the middle between. */
  const pinched = (from: Viewpoint, { before, now, other }: Record<'before' | 'now' | 'other', Finger>) => {
    const apart = (finger: Finger) => Math.max(1, Math.hypot(finger.x - other.x, finger.y - other.y));
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    const moved = shifted(from, (now.x - before.x) / 2, (now.y - before.y) / 2);
    return zoomed(moved, apart(before) / apart(now), fromMiddle(middle));
  };
  const onUp = (event: PointerEvent) => {
    if (!fingers.delete(event.pointerId)) return;
    if (event.type === 'pointerup' && !several && travelledPx < tapPx && event.button === 0) {
      const { x, y } = place(event);
      controlled.onTap(x, y);
    }
  };
  const onLeave = () => controlled.onHover(undefined);
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    onView(zoomed(view(), Math.exp(event.deltaY * lines * 0.0015), fromMiddle(place(event))));
  };
  const onMenu = (event: Event) => event.preventDefault();
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!byKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const byKey = ({ key, shiftKey }: KeyboardEvent): boolean => {
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
    const preset = presetKeys[key];
    if (arrow) {
      const [right, down] = arrow as [number, number];
      if (shiftKey) onView(shifted(view(), -right * keyShiftPx, -down * keyShiftPx));
      else onView(orbited(view(), right * keyTurn, -down * keyTurn));
    } else if (preset) onView(lookFrom(view(), preset));
    else if (key === '+' || key === '=') onView(zoomed(view(), 1 / keyZoom, { rightPx: 0, downPx: 0 }));
    else if (key === '-') onView(zoomed(view(), keyZoom, { rightPx: 0, downPx: 0 }));
    else if (key === '0' || key === 'f') controlled.onFit();
    else if (key === 'n') controlled.onStep(1);
    else if (key === 'p') controlled.onStep(-1);
    else return false;
    return true;
  };

  const released = new AbortController();
  const { signal } = released;
  stage.addEventListener('pointerdown', onDown, { signal });
  stage.addEventListener('pointermove', onMove, { signal });
  stage.addEventListener('pointerup', onUp, { signal });
  stage.addEventListener('pointercancel', onUp, { signal });
  stage.addEventListener('pointerleave', onLeave, { signal });
  stage.addEventListener('wheel', onWheel, { signal, passive: false });
  stage.addEventListener('contextmenu', onMenu, { signal });
  stage.addEventListener('keydown', onKey, { signal });
  return () => released.abort();
}
