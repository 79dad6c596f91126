/** What an event means and what to do, with the control's own text beside it, and on whose word. */
import type { Permission, Session } from '@mantinel/contract';
import { type AlarmPriority, type Explanation as Explained, textParts } from '@mantinel/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type PageName, seenPages } from '../../admin/pages.ts';
import { ageText } from '../view/time-text.ts';
import './explanation.css';

/** Shape beside colour (ISA-101); the words say it as well. */
const signs: Readonly<Record<AlarmPriority, string>> = { high: '■', medium: '▲', low: '▼' };

interface ExplanationProps {
  readonly explanation: Explained;
  /** Where the words are for its kind alone, whoever may can explain it. */
  readonly of?: Unexplained;
}

export function Explanation({ explanation, of }: ExplanationProps) {
  const { t } = useTranslation();
  const { texts, priority, respondWithinMinutes, sources, origin, confidence, generic, language } =
    explanation;
  const parts = textParts.filter((part) => part !== 'title' && texts[part] !== undefined);
  return (
    <section className="explanation" lang={language}>
      {generic && (
        <p className="quiet">
          {t('detail.generic')} {of && <ExplainIt of={of} />}
        </p>
      )}
      {(priority !== undefined || respondWithinMinutes !== undefined) && (
        <p className="explanation-urgency">
          {priority !== undefined && (
            <span className={`priority priority-${priority}`}>
              <span aria-hidden="true">{signs[priority]}</span> {t(`detail.priority.${priority}`)}
            </span>
          )}
          {respondWithinMinutes !== undefined && (
            <span>{t('detail.respond', { span: ageText(respondWithinMinutes * 60_000_000, t) })}</span>
          )}
        </p>
      )}
      {parts.map((part) => (
        <div key={part} className={part === 'action' ? 'explanation-action' : undefined}>
          <h3>{t(`detail.part.${part as 'cause'}`)}</h3>
          <p>{texts[part]}</p>
        </div>
      ))}
      <p className="quiet explanation-source">
        {t(`detail.origin.${origin}`)}
        {confidence !== undefined && ` · ${t(`detail.confidence.${confidence}`)}`}
      </p>
      {sources.length > 0 && (
        <ul className="quiet explanation-source" aria-label={t('detail.sources')}>
          {sources.map(({ title, address }) => (
            <li key={title}>
              {address === undefined ? (
                title
              ) : (
                <a href={address} target="_blank" rel="noreferrer noopener">
                  {title}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What the control says of what it is about: its code, and the machine that said it. */
export interface Unexplained {
  readonly code: string;
  readonly machine?: string | undefined;
}

export function NoExplanation({ of }: { of?: Unexplained }) {
  const { t } = useTranslation();
  return (
    <p className="quiet no-explanation">
      {t('detail.noExplanation')} {of && <ExplainIt of={of} />}
    </p>
  );
}

/**
 * Whoever may explains it now. A number is explained under its controller's name alone: without one, words for one number would
 * stand beside every other that the machine ever raises.
 */
function ExplainIt({ of: { code, machine } }: { of: Unexplained }) {
  const { t } = useTranslation();
  const session = useQueryClient().getQueryData<Session>(['session']);
  const may = (permission: Permission, page: PageName) =>
    session?.permissions.includes(permission) === true &&
    seenPages(session).some(({ name }) => name === page);
  if (!may('catalogue.edit', 'catalogue')) return null;
  if (!code.startsWith('condition.')) {
    const query = new URLSearchParams({ code, ...(machine === undefined ? {} : { machine }) });
    return <Link href={`/admin/catalogue?${query}`}>{t('detail.explainIt')}</Link>;
  }
  return (
    <>
      {t('detail.nameController')}{' '}
      {may('machine.edit', 'plant') && <Link href="/admin/plant">{t('detail.enterController')}</Link>}
    </>
  );
}
