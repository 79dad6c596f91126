/** Digits for a glove. How many were typed is seen, which is not. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface PinPadProps {
  /** Not known of whoever showed a badge. */
  readonly name: string | undefined;
  readonly title: string;
  readonly hint: string | undefined;
  readonly typed: number;
  readonly busy: boolean;
  readonly notice: ReactNode;
  readonly onDigit: (digit: string) => void;
  readonly onBack: () => void;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
}

const leastDigits = 4;

export function PinPad(props: PinPadProps) {
  const { name, title, hint, typed, busy, notice, onDigit, onBack, onEnter, onLeave } = props;
  const { t } = useTranslation();
  return (
    <div className="terminal-pad">
      <div className="terminal-pad-side">
        <h1>
          {name !== undefined && <span className="terminal-who">{name}</span>}
          {title}
        </h1>
        {hint && <p>{hint}</p>}
        <p className="terminal-dots" role="status" aria-label={t('terminal.typed', { count: typed })}>
          {'●'.repeat(typed)}
          {'○'.repeat(Math.max(0, leastDigits - typed))}
        </p>
        {notice}
        <button type="button" className="terminal-key terminal-leave" onClick={onLeave}>
          {t('terminal.leave')}
        </button>
      </div>
      <div className="terminal-keys">
        {[...'123456789'].map((digit) => (
          <button key={digit} type="button" className="terminal-key" onClick={() => onDigit(digit)}>
            {digit}
          </button>
        ))}
        <button type="button" className="terminal-key" aria-label={t('terminal.back')} onClick={onBack}>
          ⌫
        </button>
        <button type="button" className="terminal-key" onClick={() => onDigit('0')}>
          0
        </button>
        <button
          type="button"
          className="terminal-key terminal-enter"
          disabled={typed < leastDigits || busy}
          onClick={onEnter}
        >
          {t('terminal.enter')}
        </button>
      </div>
    </div>
  );
}
