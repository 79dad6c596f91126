/** Why something went wrong with a harvest or its folder: in the reader's words where the error has some. */
import type { HarvestSourceView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';

type Problem = Pick<NonNullable<HarvestSourceView['problem']>, 'text' | 'code' | 'data'>;

export function HarvestProblem({ problem: { text, code, data } }: { problem: Problem }) {
  const { t, i18n } = useTranslation();
  const { t: words } = useTranslation('harvest');
  const key = `error.${code}`;
  const own = code !== undefined && i18n.exists(`${key}.title`);
  const reason = data?.reason;
  const said = {
    ...data,
    ...(typeof reason === 'string' && {
      problem: words(`folderProblem.${reason}` as 'folderProblem.missing', {
        defaultValue: String(data?.problem),
      }),
    }),
  };
  return (
    <p className="harvest-problem">
      {own ? t(`${key}.title` as 'app.retry', said) : text} {own && t(`${key}.remedy` as 'app.retry', said)}
    </p>
  );
}
