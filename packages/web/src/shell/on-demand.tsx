/**
 * Something that a button opens, loaded when it is first pressed: until then there is only the button. Menus and dialogs are a
 * fifth of the panel's code and of the work before its first rows.
 */
import { type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';

interface OnDemandProps {
  readonly button: (press: () => void) => ReactNode;
  /** What takes the button's place, by `lazy`. */
  readonly children: ReactNode;
}

export function OnDemand({ button, children }: OnDemandProps) {
  const [pressed, setPressed] = useState(false);
  const before = button(() => setPressed(true));
  if (!pressed) return before;
  return (
    <ErrorBoundary>
      <Suspense fallback={before}>{children}</Suspense>
    </ErrorBoundary>
  );
}

export interface FirstPress {
  readonly opened: boolean;
  readonly setOpened: (opened: boolean) => void;
  /** Of the button. */
  readonly button: RefObject<HTMLButtonElement | null>;
}

/** For what is loaded so: it opens as it comes, and its button has the focus before, to which closing returns. */
export function useFirstPress(): FirstPress {
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus();
    setOpened(true);
  }, []);
  return { opened, setOpened, button };
}
