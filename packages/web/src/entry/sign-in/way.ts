/** One way to sign in besides name and password. */
import type { Session } from '@mantinel/contract';
import type { ComponentType } from 'react';

export interface FormProps {
  readonly onSignedIn: (session: Session) => void;
  /** To name and password again. */
  readonly onBack: () => void;
}

export interface OfferProps {
  readonly onSignedIn: (session: Session) => void;
  /** Shows `Form` in the place of name and password. */
  readonly open: () => void;
}

export interface Way {
  readonly name: string;
  /** The button beside name and password; renders nothing where this house or this browser does not have the way. */
  readonly Offer: ComponentType<OfferProps>;
  /** What `open` shows; without it the button does everything. */
  readonly Form?: ComponentType<FormProps>;
}
