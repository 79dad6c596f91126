/** The title of an explanation; the rest unfolds. */
import { textParts } from '@mantinel/domain';
import { useTranslation } from 'react-i18next';

interface TextsCellProps {
  readonly texts: { readonly [part: string]: string | undefined };
  readonly language: string;
  readonly sources?: readonly { readonly title: string; readonly address?: string | undefined }[];
}

export function TextsCell({ texts, language, sources = [] }: TextsCellProps) {
  const { t } = useTranslation();
  const more = textParts.filter((part) => part !== 'title' && texts[part]);
  if (more.length === 0 && sources.length === 0) return <span lang={language}>{texts.title}</span>;
  return (
    <details className="catalogue-title" lang={language}>
      <summary>{texts.title}</summary>
      <dl className="catalogue-parts">
        {more.map((part) => (
          <div key={part}>
            <dt>{t(`detail.part.${part as 'cause'}`)}</dt>
            <dd>{texts[part]}</dd>
          </div>
        ))}
        {sources.length > 0 && (
          <div>
            <dt>{t('detail.sources')}</dt>
            {sources.map(({ title, address }) => (
              <dd key={title}>
                {address === undefined ? (
                  title
                ) : (
                  <a href={address} target="_blank" rel="noreferrer noopener">
                    {title}
                  </a>
                )}
              </dd>
            ))}
          </div>
        )}
      </dl>
    </details>
  );
}
