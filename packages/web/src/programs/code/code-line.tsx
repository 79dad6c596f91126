/** One line of a program: its number, what was found in it, its words in colours. */
import type { ScanOptions } from '@mantinel/nc';
import { memo } from 'react';
import { type LineFindings, severitySigns } from './line-diagnostics.ts';
import { tokensOfLine } from './line-tokens.ts';

interface CodeLineProps {
  readonly id: string;
  readonly line: number;
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly scan: ScanOptions;
  readonly worst: LineFindings | undefined;
  readonly current: boolean;
  readonly marked: boolean;
  readonly onLine: (line: number) => void;
}

export const CodeLine = memo(
  ({ id, line, count, bytes, scan, worst, current, marked, onLine }: CodeLineProps) => (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and moves by keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its current line
    <div
      id={id}
      role="option"
      aria-selected={current}
      aria-posinset={line}
      aria-setsize={count}
      className={`code-line${current ? ' code-current' : ''}${marked ? ' code-marked' : ''}`}
      onClick={() => onLine(line)}
    >
      <span className="code-number">{line}</span>
      <span className={`code-finding${worst ? ` code-${worst.worst}` : ''}`} title={worst?.words}>
        {worst && severitySigns[worst.worst]}
      </span>
      <code>
        {tokensOfLine(bytes, scan).map(({ text, kind }, i) =>
          kind === 'blank' ? (
            text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: tokens of a line that does not change
            <span key={i} className={`token-${kind}`}>
              {text}
            </span>
          ),
        )}
      </code>
    </div>
  ),
  (a, b) =>
    a.line === b.line &&
    a.id === b.id &&
    a.bytes.buffer === b.bytes.buffer &&
    a.scan === b.scan &&
    a.worst === b.worst &&
    a.current === b.current &&
    a.marked === b.marked &&
    a.onLine === b.onLine,
);
