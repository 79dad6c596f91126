/** Tells how a run went, with gloves on: large buttons, and whatever is not touched stays unknown. */
import { changeCauses, type RunView, type TellRun, verdicts } from '@mantinel/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getRevision, tellRun } from '../../../../api/projects.ts';
import { FailureNotice } from '../../../../shell/failure-notice.tsx';
import { useKindWords } from '../../use-kind-words.ts';
import { CountInput } from './count-input.tsx';

interface RunFormProps {
  readonly project: string;
  readonly run: RunView;
  readonly onClose: () => void;
}

type Changes = TellRun['toolChanges'];

export function RunForm({ project, run, onClose }: RunFormProps) {
  const { t } = useTranslation('programs');
  const queries = useQueryClient();
  const { told } = run;
  const [counts, setCounts] = useState<Pick<TellRun, 'good' | 'scrap' | 'rework'>>({
    good: told?.good,
    scrap: told?.scrap,
    rework: told?.rework,
  });
  const [verdict, setVerdict] = useState(told?.verdict);
  const [changes, setChanges] = useState<Changes>(told?.toolChanges ?? []);
  const [wear, setWear] = useState<Readonly<Record<number, string>>>(
    Object.fromEntries((told?.wear ?? []).map(({ tool, mm }) => [tool, String(mm)])),
  );
  const [note, setNote] = useState(told?.note ?? '');
  const { mutate, error, isPending } = useMutation({
    mutationFn: (all: TellRun) => tellRun(project, run.id, all),
    onSuccess: () => {
      for (const key of ['project-runs', 'outcomes'])
        void queries.invalidateQueries({ queryKey: [key, project] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({
      ...counts,
      verdict,
      toolChanges: changes,
      wear: Object.entries(wear).flatMap(([tool, mm]) =>
        mm === '' ? [] : [{ tool: Number(tool), mm: Number(mm) }],
      ),
      note: note.trim() === '' ? undefined : note.trim(),
    });
  };
  return (
    <form className="run-form" onSubmit={submit} aria-label={t('outcomes.tell')}>
      {(['good', 'scrap', 'rework'] as const).map((kind) => (
        <CountInput
          key={kind}
          label={t(`outcomes.kind.${kind}`)}
          value={counts[kind]}
          onChange={(value) => setCounts((before) => ({ ...before, [kind]: value }))}
        />
      ))}
      <fieldset className="run-row">
        <legend>{t('outcomes.kind.verdict')}</legend>
        {verdicts.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={verdict === each}
            onClick={() => setVerdict(verdict === each ? undefined : each)}
          >
            {t(`outcomes.verdict.${each}`)}
          </button>
        ))}
      </fieldset>
      <Tools {...{ run, changes, wear }} onChanges={setChanges} onWear={setWear} />
      <label className="run-note">
        {t('outcomes.note')}
        <input maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      </label>
      {error && <FailureNotice error={error} />}
      <div className="run-row">
        <button type="submit" className="run-save" disabled={isPending}>
          {t('outcomes.save')}
        </button>
        <button type="button" onClick={onClose}>
          {t('outcomes.cancel')}
        </button>
      </div>
    </form>
  );
}

interface ToolsProps {
  readonly run: RunView;
  readonly changes: Changes;
  readonly wear: Readonly<Record<number, string>>;
  readonly onChanges: (changes: Changes) => void;
  readonly onWear: (wear: Readonly<Record<number, string>>) => void;
}

/** Of each tool of the program: whether it was changed, why, and how worn it was. */
function Tools({ run: { program, revision }, changes, wear, onChanges, onWear }: ToolsProps) {
  const { t } = useTranslation('programs');
  const words = useKindWords();
  const { data } = useQuery({
    queryKey: ['program-revision', program, revision],
    queryFn: ({ signal }) => getRevision(program, revision, signal),
  });
  const tools = data?.tools.filter(({ calls }) => calls > 0) ?? [];
  if (tools.length === 0) return null;
  return (
    <fieldset className="run-tools">
      <legend>{t('outcomes.tools')}</legend>
      {tools.map(({ number, kind, diameterMm }) => {
        const change = changes.find(({ tool }) => tool === number);
        const others = changes.filter(({ tool }) => tool !== number);
        return (
          <div key={number} className="run-row">
            <span className="run-tool">
              <strong>T{number}</strong> {kind && words.tool(kind)}{' '}
              {diameterMm !== undefined && `Ø ${words.number(diameterMm)}`}
            </span>
            <button
              type="button"
              aria-pressed={change !== undefined}
              onClick={() => onChanges(change ? others : [...others, { tool: number }])}
            >
              {t('outcomes.changed')}
            </button>
            {change &&
              changeCauses.map((cause) => (
                <button
                  key={cause}
                  type="button"
                  aria-pressed={change.cause === cause}
                  onClick={() =>
                    onChanges([...others, { tool: number, ...(change.cause === cause ? {} : { cause }) }])
                  }
                >
                  {t(`outcomes.cause.${cause}`)}
                </button>
              ))}
            <label className="run-wear">
              {t('outcomes.wearMm')}
              <input
                type="number"
                min={0}
                max={10}
                step={0.01}
                inputMode="decimal"
                value={wear[number] ?? ''}
                onChange={(event) => onWear({ ...wear, [number]: event.currentTarget.value })}
              />
            </label>
          </div>
        );
      })}
    </fieldset>
  );
}
