/** A part of the account: its heading, what it is for, what can be done, and what there is. */
import type { ReactNode } from 'react';

/** What every section of the account page is given. */
export interface SectionProps {
  /** Who is signed in. */
  readonly person: { readonly id: string; readonly name: string };
}

interface SectionFrameProps {
  readonly title: string;
  readonly hint?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function SectionFrame({ title, hint, actions, children }: SectionFrameProps) {
  return (
    <section aria-label={title}>
      <div className="admin-head-line">
        <div>
          <h2>{title}</h2>
          {hint && <p className="quiet">{hint}</p>}
        </div>
        {actions && <div className="admin-actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
