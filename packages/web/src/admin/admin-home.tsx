/** Every page with what it is for. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { PageHead } from './frame/page-head.tsx';
import { type AdminPageEntry, pageGroups, pagePath } from './pages.ts';

export function AdminHome({ pages }: { pages: readonly AdminPageEntry[] }) {
  const { t } = useTranslation('admin');
  return (
    <>
      <PageHead title={t('frame.title')} />
      {pages.length === 0 && <p>{t('frame.nothing')}</p>}
      {pageGroups
        .map((group) => ({ group, inGroup: pages.filter((page) => page.group === group) }))
        .filter(({ inGroup }) => inGroup.length > 0)
        .map(({ group, inGroup }) => (
          <section key={group} className="admin-home">
            <h2>{t(`groups.${group}`)}</h2>
            {inGroup.map(({ name }) => (
              <Link key={name} href={pagePath(name)}>
                <strong>{t(`pages.${name}.title`)}</strong>
                <span>{t(`pages.${name}.hint`)}</span>
              </Link>
            ))}
          </section>
        ))}
    </>
  );
}
