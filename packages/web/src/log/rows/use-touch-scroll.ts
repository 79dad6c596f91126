/** Scrolling with a wheel or a finger, pixel for pixel, with the finger's momentum. */
import { type RefObject, useEffect } from 'react';

/** Share of its speed a flick keeps each millisecond; about what phones do. */
const decayPerMs = 0.998;

/** What a wheel that speaks of lines means by one (Firefox): a dense row. */
const linePx = 22;

export function useTouchScroll(target: RefObject<HTMLElement | null>, scrollPx: (px: number) => void): void {
  useEffect(() => {
    const element = target.current!;
    let finger: { id: number; y: number; atMs: number } | undefined;
    let pxPerMs = 0;
    let frame = 0;

    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey) return;
      event.preventDefault();
      const unit =
        event.deltaMode === WheelEvent.DOM_DELTA_LINE
          ? linePx
          : event.deltaMode === WheelEvent.DOM_DELTA_PAGE
            ? element.clientHeight
            : 1;
      scrollPx(event.deltaY * unit);
    };
    const onDown = (event: PointerEvent) => {
      cancelAnimationFrame(frame);
      if (event.pointerType === 'mouse') return;
      finger = { id: event.pointerId, y: event.clientY, atMs: event.timeStamp };
      pxPerMs = 0;
    };
    const onMove = (event: PointerEvent) => {
      if (finger?.id !== event.pointerId) return;
      const px = finger.y - event.clientY;
      pxPerMs = px / Math.max(1, event.timeStamp - finger.atMs);
      finger = { id: event.pointerId, y: event.clientY, atMs: event.timeStamp };
      scrollPx(px);
    };
    const onUp = (event: PointerEvent) => {
      if (finger?.id !== event.pointerId) return;
      finger = undefined;
      let lastMs = performance.now();
      const glide = (nowMs: number) => {
        const passedMs = nowMs - lastMs;
        lastMs = nowMs;
        scrollPx(pxPerMs * passedMs);
        pxPerMs *= decayPerMs ** passedMs;
        if (Math.abs(pxPerMs) > 0.02) frame = requestAnimationFrame(glide);
      };
      frame = requestAnimationFrame(glide);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', onUp);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', onUp);
    };
  }, [target, scrollPx]);
}
