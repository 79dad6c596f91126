/** The text of a program, of any length: only the lines on the screen are there. */
import type { Diagnostic, ScanOptions } from '@mantinel/nc';
import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useFindingWords } from '../findings/use-finding-words.ts';
import type { LineIndex } from '../reading/line-index.ts';
import { CodeLine } from './code-line.tsx';
import { CodeSearch } from './code-search.tsx';
import { worstByLine } from './line-diagnostics.ts';
import { areaPx, contentPx, scrollPx } from './line-scale.ts';
import './code-view.css';

const rowPx = 18;

interface CodeViewProps {
  readonly lines: LineIndex;
  readonly scan: ScanOptions;
  readonly diagnostics: readonly Diagnostic[];
  /** From 1; the current line, which is scrolled to. */
  readonly current: number | undefined;
  /** Whether a line belongs to what is chosen. */
  readonly marked: ((line: number) => boolean) | undefined;
  readonly onLine: (line: number) => void;
}

export function CodeView({ lines, scan, diagnostics, current, marked, onLine }: CodeViewProps) {
  const { t } = useTranslation('programs');
  const id = useId();
  const area = useRef<HTMLDivElement>(null);
  const [viewPx, setViewPx] = useState(600);
  const [scrolledPx, setScrolledPx] = useState(0);
  const scale = { lines: lines.count, rowPx, viewPx };
  const topPx = contentPx(scrolledPx, scale);
  const wordsOf = useFindingWords();
  const byLine = useMemo(() => worstByLine(diagnostics, wordsOf), [diagnostics, wordsOf]);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setViewPx(entry!.contentRect.height));
    observer.observe(area.current!);
    return () => observer.disconnect();
  }, []);
  const show = useCallback(
    (line: number) => {
      const at = (line - 1) * rowPx;
      const shown = { lines: lines.count, rowPx, viewPx };
      const top = contentPx(area.current!.scrollTop, shown);
      if (at >= top && at + rowPx <= top + viewPx) return;
      area.current!.scrollTop = scrollPx(at - viewPx / 3, shown);
    },
    [lines, viewPx],
  );
  useEffect(() => {
    if (current !== undefined) show(current);
  }, [current, show]);

  const first = Math.floor(topPx / rowPx) + 1;
  const last = Math.min(lines.count, first + Math.ceil(viewPx / rowPx));
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  const onKey = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(viewPx / rowPx) - 1);
    const at = current ?? 0;
    const to = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - page,
      PageDown: at + page,
      Home: 1,
      End: lines.count,
    }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onLine(Math.min(lines.count, Math.max(1, to)));
  };
  const optionId = (line: number) => `${id}-${line}`;
  return (
    <section className="code" aria-label={t('code.title')}>
      <CodeSearch lines={lines} current={current} onLine={onLine} />
      <div
        ref={area}
        className="code-area"
        role="listbox"
        tabIndex={0}
        aria-label={t('code.lines')}
        aria-activedescendant={
          current !== undefined && current >= first && current <= last ? optionId(current) : undefined
        }
        onScroll={(event) => setScrolledPx(event.currentTarget.scrollTop)}
        onKeyDown={onKey}
      >
        <div className="code-room" role="presentation" style={{ height: areaPx(scale) }}>
          <div
            className="code-lines"
            role="presentation"
            style={{ transform: `translateY(${scrolledPx - (topPx % rowPx)}px)` }}
          >
            {shown.map((line) => (
              <CodeLine
                key={line}
                id={optionId(line)}
                line={line}
                count={lines.count}
                bytes={lines.bytesOf(line)}
                scan={scan}
                worst={byLine.get(line)}
                current={line === current}
                marked={marked?.(line) ?? false}
                onLine={onLine}
              />
            ))}
          </div>
        </div>
      </div>
    </section>
  );
}
