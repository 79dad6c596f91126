/** The toolpath of a program as a small picture; a hatched field where there is none. */
import { useTranslation } from 'react-i18next';
import { thumbnailAddress } from '../../api/projects.ts';

export function Thumbnail({
  of,
  name,
}: {
  of: { readonly program: string; readonly revision: number } | undefined;
  name: string;
}) {
  const { t } = useTranslation('programs');
  if (!of) return <div className="project-picture project-no-picture" title={t('projects.noPicture')} />;
  return (
    <div className="project-picture">
      <img
        src={thumbnailAddress(of.program, of.revision)}
        alt={t('projects.picture', { name })}
        loading="lazy"
      />
    </div>
  );
}
