/** How it went, as people told it; what nobody told stays unknown. */
import { type AddOutcome, type OutcomeView, type ProjectDetail, verdicts } from '@mantinel/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addOutcome, getOutcomes } from '../../../api/projects.ts';
import { FailureNotice } from '../../../shell/failure-notice.tsx';
import { useSession } from '../../../shell/use-session.ts';

const kinds = ['good', 'scrap', 'rework', 'verdict', 'tool-change'] as const;
type Kind = (typeof kinds)[number];

export function Outcomes({ project }: { project: ProjectDetail }) {
  const { t, i18n } = useTranslation('programs');
  const session = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['outcomes', project.id],
    queryFn: ({ signal }) => getOutcomes(project.id, signal),
  });
  const said = ({ kind, value, unit, verdict, tool }: OutcomeView) =>
    [
      t(`outcomes.kind.${kind}` as 'outcomes.kind.good', { defaultValue: kind }),
      tool !== undefined && `T${tool}`,
      value !== undefined && `${value.toLocaleString(i18n.language)} ${unit ?? ''}`,
      verdict !== undefined && t(`outcomes.verdict.${verdict}` as 'outcomes.verdict.good'),
    ]
      .filter(Boolean)
      .join(' ');
  return (
    <section className="project-outcomes">
      {session?.permissions.includes('outcome.record') && <Form project={project.id} />}
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {data?.outcomes.length === 0 && <p className="projects-none">{t('outcomes.none')}</p>}
      <ul>
        {data?.outcomes.map((outcome) => (
          <li key={outcome.id}>
            {new Date(outcome.atUs / 1000).toLocaleString(i18n.language, {
              dateStyle: 'short',
              timeStyle: 'short',
            })}{' '}
            <strong>{said(outcome)}</strong> {outcome.note}{' '}
            <span className="quiet">{outcome.person ?? outcome.source}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Form({ project }: { project: string }) {
  const { t } = useTranslation('programs');
  const queries = useQueryClient();
  const [kind, setKind] = useState<Kind>('good');
  const [number, setNumber] = useState('');
  const [verdict, setVerdict] = useState<(typeof verdicts)[number]>('good');
  const [note, setNote] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: (outcome: AddOutcome) => addOutcome(project, outcome),
    onSuccess: () => {
      setNumber('');
      setNote('');
      void queries.invalidateQueries({ queryKey: ['outcomes', project] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = note.trim() === '' ? {} : { note: note.trim() };
    if (kind === 'verdict') mutate({ kind, verdict, ...words });
    else if (kind === 'tool-change') mutate({ kind, tool: Number(number), ...words });
    else mutate({ kind, parts: Number(number), ...words });
  };
  return (
    <form className="outcome-form" onSubmit={submit}>
      <fieldset className="switch" aria-label={t('outcomes.what')}>
        {kinds.map((each) => (
          <button key={each} type="button" aria-pressed={kind === each} onClick={() => setKind(each)}>
            {t(`outcomes.kind.${each}`)}
          </button>
        ))}
      </fieldset>
      {kind === 'verdict' ? (
        <select
          aria-label={t('outcomes.kind.verdict')}
          value={verdict}
          onChange={(event) => setVerdict(event.currentTarget.value as typeof verdict)}
        >
          {verdicts.map((each) => (
            <option key={each} value={each}>
              {t(`outcomes.verdict.${each}`)}
            </option>
          ))}
        </select>
      ) : (
        <input
          type="number"
          required
          min={0}
          step={1}
          aria-label={t(kind === 'tool-change' ? 'operations.tool' : 'outcomes.parts')}
          placeholder={t(kind === 'tool-change' ? 'operations.tool' : 'outcomes.parts')}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
      )}
      <input
        aria-label={t('outcomes.note')}
        placeholder={t('outcomes.note')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <button type="submit" className="tool-button" disabled={isPending}>
        {t('outcomes.add')}
      </button>
      {error && <FailureNotice error={error} />}
    </form>
  );
}
