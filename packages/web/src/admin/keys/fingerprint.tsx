/** A fingerprint to be compared by eye: broken between its pairs alone. */
import { Fragment } from 'react';

export function Fingerprint({ value }: { value: string }) {
  const pairs = value.split(':');
  return (
    <code className="keys-fingerprint">
      {pairs.map((pair, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pair has nothing but its place
        <Fragment key={index}>
          {index > 0 && ':'}
          {index > 0 && <wbr />}
          {pair}
        </Fragment>
      ))}
    </code>
  );
}
