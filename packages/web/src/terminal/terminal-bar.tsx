/** On a shared terminal: whose session it is, the way out in one tap, and how long until it ends by itself. */
import './terminal.css';
import type { Session } from '@mantinel/contract';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut } from '../api/api.ts';
import { goOnAtTerminal } from '../api/terminals.ts';

/** Shown only when it is time to touch the screen. */
const shownSeconds = 20;
const reportMs = 5000;
const activities = ['pointerdown', 'keydown', 'wheel'] as const;

/** A page that is loaded anew holds nothing of whoever was here. */
const leave = () => void signOut().finally(() => location.assign('/'));

export function TerminalBar({ session }: { session: Session }) {
  const { t } = useTranslation();
  const [endsMs, setEndsMs] = useState(() => performance.now() + (session.endsInSeconds ?? 0) * 1000);
  const [left, setLeft] = useState(session.endsInSeconds ?? 0);
  const reported = useRef({ atMs: performance.now(), again: 0 });

  const report = useEffectEvent(async () => {
    reported.current.atMs = performance.now();
    try {
      const now = await goOnAtTerminal();
      if (now.endsInSeconds === undefined) location.assign('/');
      else setEndsMs(performance.now() + now.endsInSeconds * 1000);
    } catch {
      // Unreachable: the banner says so, and the session ends when its time is over.
    }
  });
  const onActivity = useEffectEvent(() => {
    const { atMs, again } = reported.current;
    clearTimeout(again);
    const waitMs = Math.max(0, atMs + reportMs - performance.now());
    reported.current.again = window.setTimeout(() => void report(), waitMs);
  });
  const onTick = useEffectEvent(() => {
    const seconds = (endsMs - performance.now()) / 1000;
    setLeft(seconds);
    if (seconds <= 0) leave();
  });
  useEffect(() => {
    const tick = setInterval(onTick, 250);
    const held = reported.current;
    for (const name of activities)
      document.addEventListener(name, onActivity, { capture: true, passive: true });
    return () => {
      clearInterval(tick);
      clearTimeout(held.again);
      for (const name of activities) document.removeEventListener(name, onActivity, { capture: true });
    };
  }, []);

  const ending = left <= shownSeconds;
  return (
    <div className={`terminal-bar${ending ? ' terminal-ending' : ''}`}>
      <strong>{session.person?.name}</strong>
      <span className="quiet">{session.terminal?.name}</span>
      <span className="header-space" />
      {ending && (
        <span className="terminal-countdown" role="timer">
          {t('terminal.endsIn', { count: Math.max(0, Math.ceil(left)) })}
        </span>
      )}
      <button type="button" className="terminal-done" onClick={leave}>
        {t('terminal.done')}
      </button>
    </div>
  );
}
