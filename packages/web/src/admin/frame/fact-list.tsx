/** What is set of one thing: names and values. */
import type { ReactNode } from 'react';

interface FactListProps {
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
}

export function FactList({ facts }: FactListProps) {
  return (
    <section className="admin-box">
      <dl className="admin-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
