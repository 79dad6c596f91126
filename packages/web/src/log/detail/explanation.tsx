/** What an event means and what to do, with the control's own text beside it, and on whose word. */
import type { Session } from '@mantinel/contract';
import { type AlarmPriority, type Explanation as Explained, textParts } from '@mantinel/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { seenPages } from '../../admin/pages.ts';
import { ageText } from '../view/time-text.ts';
import './explanation.css';

/** Shape beside colour (ISA-101); the words say it as well. */
const signs: Readonly<Record<AlarmPriority, string>> = { high: '■', medium: '▲', low: '▼' };

export function Explanation({ explanation }: { explanation: Explained }) {
  const { t } = useTranslation();
  const { texts, priority, respondWithinMinutes, sources, origin, confidence, generic, language } =
    explanation;
  const parts = textParts.filter((part) => part !== 'title' && texts[part] !== undefined);
  return (
    <section className="explanation" lang={language}>
      {generic && <p className="quiet">{t('detail.generic')}</p>}
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

/** Where nobody has explained a control's text, whoever may can do it now. */
export function NoExplanation({ code, machine }: { code: string; machine: string | undefined }) {
  const { t } = useTranslation();
  const session = useQueryClient().getQueryData<Session>(['session']);
  const may =
    session?.permissions.includes('catalogue.edit') &&
    seenPages(session).some(({ name }) => name === 'catalogue');
  const query = new URLSearchParams({ code, ...(machine === undefined ? {} : { machine }) });
  return (
    <p className="quiet">
      {t('detail.noExplanation')}{' '}
      {may && <Link href={`/admin/catalogue?${query}`}>{t('detail.explainIt')}</Link>}
    </p>
  );
}
