/** What went wrong in two layers: a plain sentence with its remedy, and the technical line to unfold. */
import { useTranslation } from 'react-i18next';
import { RequestFailure } from '../api/request.ts';

export function FailureNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const { title, remedy, technical } = useFailureTexts(error);
  return (
    <div className="notice" role="alert">
      <strong>{title}</strong> <span>{remedy}</span>
      {onRetry && (
        <button type="button" className="link-button" onClick={onRetry}>
          {t('app.retry')}
        </button>
      )}
      <details>
        <summary>{t('failure.technical')}</summary>
        <code>{technical}</code>
      </details>
    </div>
  );
}

function useFailureTexts(error: unknown): { title: string; remedy: string; technical: string } {
  const { t, i18n } = useTranslation();
  if (!(error instanceof RequestFailure))
    return { title: t('failure.screen'), remedy: t('failure.screenRemedy'), technical: technicalText(error) };
  const { failure } = error;
  switch (failure.kind) {
    case 'refused': {
      const { title, remedy, code, detail, requestId, status, data } = failure.problem;
      // English is the server's; other languages have words of their own where they know the code.
      const own = (part: 'title' | 'remedy', otherwise: string) =>
        i18n.exists(`error.${code}.${part}`)
          ? t(`error.${code}.${part}` as 'app.retry', { ...data })
          : otherwise;
      return {
        title: own('title', title),
        remedy: own('remedy', remedy),
        technical: [code, status, detail, t('failure.request', { id: requestId })]
          .filter(Boolean)
          .join(' · '),
      };
    }
    case 'unreachable':
      return {
        title: t('failure.unreachable'),
        remedy: t('failure.unreachableRemedy'),
        technical: failure.detail,
      };
    case 'unreadable':
      return {
        title: t('failure.unreadable'),
        remedy: t('failure.unreadableRemedy'),
        technical: failure.detail,
      };
  }
}

const technicalText = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
