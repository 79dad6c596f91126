/** A table that may be wider than the screen: it scrolls in itself, by finger, wheel and arrow keys. */
import type { ReactNode } from 'react';

export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus no key reaches what lies beside the edge.
    <section className="project-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
