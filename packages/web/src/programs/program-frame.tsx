/** A program as it is looked at: its code, its path, its operations and what was found in it, with one choice through all of them. */
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeView } from './code/code-view.tsx';
import { FindingList } from './findings/finding-list.tsx';
import { OperationList } from './operations/operation-list.tsx';
import { ProgramFacts } from './program-facts.tsx';
import { LineIndex } from './reading/line-index.ts';
import { useReading } from './reading/use-reading.ts';
import { lineOfRow, markedBy, operationOf, type Program, type Selection } from './selection.ts';
import { ToolpathView } from './toolpath/toolpath-view.tsx';
import { useRowText } from './use-row-text.ts';
import './program-frame.css';

export interface ProgramFrameProps {
  /** Name of the file, which findings and moves refer to. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const parts = ['path', 'code', 'operations', 'findings'] as const;
type PartOfFrame = (typeof parts)[number];
const unread = { semicolon: 'comment', carriageReturn: 'blank' } as const;

export function ProgramFrame({ name, bytes }: ProgramFrameProps) {
  const { t } = useTranslation('programs');
  const reading = useReading(name, bytes);
  const { toolpath, beginning, whole, engagement } = reading;
  const lines = useMemo(() => new LineIndex(bytes), [bytes]);
  const program = useMemo((): Program => ({ name, lines, toolpath }), [name, lines, toolpath]);
  const [selection, setSelection] = useState<Selection>();
  const [part, setPart] = useState<PartOfFrame>('path');
  const describe = useRowText(program, whole);
  const selected = useMemo(() => markedBy(program, selection), [program, selection]);
  const scan = beginning?.dialect ?? unread;

  const operations = whole?.operations.filter(({ cutMm }) => cutMm > 0) ?? [];
  const currentLine =
    selection?.kind === 'line'
      ? selection.line
      : selection?.kind === 'move'
        ? lineOfRow(program, selection.row)
        : undefined;
  const chosenOperation = selection?.kind === 'operation' ? selection.operation : undefined;
  const currentOperation = useMemo(() => operationOf(program, selection), [program, selection]);
  const ranges = chosenOperation === undefined ? undefined : whole?.operations[chosenOperation]?.ranges;
  const marked = useMemo(
    () =>
      ranges &&
      ((line: number) => {
        const { start, end } = lines.rangeOf(line);
        return ranges.some(({ file, first, last }) => file === name && start <= last && end > first);
      }),
    [ranges, lines, name],
  );
  const onLine = useCallback((line: number) => setSelection({ kind: 'line', line }), []);
  const onPick = useCallback(
    (row: number | undefined) => setSelection(row === undefined ? undefined : { kind: 'move', row }),
    [],
  );
  const onOperation = (operation: number | undefined) =>
    setSelection(operation === undefined ? undefined : { kind: 'operation', operation });
  const operationName = (operation: number) => {
    const at = operations.findIndex(({ index }) => index === operation);
    const found = operations[at];
    return found ? `${at + 1}. ${t(`kind.${found.kind}`)}, T${found.tool}` : '';
  };
  const below = part === 'findings' ? 'findings' : 'operations';
  return (
    <div className="program" data-part={part}>
      <ProgramFacts name={name} reading={reading} bytes={bytes.length} lines={lines.count} />
      <nav className="program-parts" aria-label={t('parts.label')}>
        {parts.map((each) => (
          <button key={each} type="button" aria-pressed={part === each} onClick={() => setPart(each)}>
            {t(`parts.${each}`)}
          </button>
        ))}
      </nav>
      <div className="program-code">
        <CodeView
          lines={lines}
          scan={scan}
          diagnostics={whole?.diagnostics ?? []}
          current={currentLine}
          marked={marked}
          onLine={onLine}
        />
      </div>
      <div className="program-path">
        <ToolpathView
          toolpath={toolpath}
          complete={whole !== undefined}
          machine={beginning?.machine ?? 'mill'}
          origins={whole?.origins ?? []}
          selection={selected}
          operations={operations.map(({ index }) => index)}
          operationName={operationName}
          describe={describe}
          onPick={onPick}
          {...(engagement ? { engagement } : {})}
        />
      </div>
      <div className="program-below">
        <fieldset className="switch program-tabs" aria-label={t('parts.label')}>
          {(['operations', 'findings'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={below === each} onClick={() => setPart(each)}>
              {t(`parts.${each}`)} (
              {each === 'operations' ? operations.length : (whole?.diagnostics.length ?? 0)})
            </button>
          ))}
        </fieldset>
        <p className="program-chosen" role="status">
          {selection?.kind === 'operation'
            ? operationName(selection.operation)
            : selection?.kind === 'move'
              ? describe(selection.row).replaceAll('\n', ' · ')
              : selection?.kind === 'line' && selected?.row !== undefined
                ? describe(selected.row).replaceAll('\n', ' · ')
                : t('chooseHint')}
        </p>
        <div className="program-list">
          {whole === undefined ? (
            <p className="program-none">{t('reading')}</p>
          ) : below === 'operations' ? (
            <OperationList
              operations={operations}
              chosen={chosenOperation}
              current={currentOperation}
              onChoose={onOperation}
            />
          ) : (
            <FindingList
              findings={whole.diagnostics}
              further={whole.furtherDiagnostics}
              current={currentLine}
              onLine={onLine}
            />
          )}
        </div>
      </div>
    </div>
  );
}
