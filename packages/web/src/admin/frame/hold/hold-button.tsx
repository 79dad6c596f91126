/** Does what is not easily undone: held for a second, by finger, mouse, Enter or space bar; who cannot hold presses twice. */
import './hold-button.css';
import { Button } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface HoldButtonProps {
  /** Names the deed and its target. */
  readonly deed: string;
  readonly onHeld: () => void;
  readonly loading: boolean;
}

const holdMs = 1000;
const isPress = (key: string): boolean => key === 'Enter' || key === ' ';

export function HoldButton({ deed, onHeld, loading }: HoldButtonProps) {
  const { t } = useTranslation('admin');
  const hint = useId();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [holding, setHolding] = useState(false);
  const [armed, setArmed] = useState(false);
  const release = () => {
    clearTimeout(timer.current);
    setHolding(false);
  };
  const hold = () => {
    release();
    setHolding(true);
    timer.current = setTimeout(() => {
      setHolding(false);
      onHeld();
    }, holdMs);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      <Button
        className="hold-button"
        loading={loading}
        aria-describedby={hint}
        data-holding={holding || undefined}
        onPointerDown={(event) => {
          if (event.button === 0) hold();
        }}
        onPointerUp={release}
        onPointerLeave={release}
        onPointerCancel={release}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (!isPress(event.key)) return;
          event.preventDefault();
          if (!event.repeat) hold();
        }}
        onKeyUp={(event) => {
          if (!isPress(event.key)) return;
          event.preventDefault();
          release();
        }}
        onBlur={() => {
          release();
          setArmed(false);
        }}
        onClick={(event) => {
          // Without finger, mouse or key: a screen reader or a voice presses, which can hold nothing.
          if (event.detail !== 0) return;
          if (armed) onHeld();
          setArmed(!armed);
        }}
      >
        <span className="hold-fill" aria-hidden="true" />
        {deed}
      </Button>
      <p id={hint} className="quiet hold-hint" role="status">
        {armed ? t('frame.pressAgain', { deed }) : t('frame.hold')}
      </p>
    </>
  );
}
