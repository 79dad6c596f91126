/** The pages by area, beside every page; on a phone the first page of the administration takes its place. */
import { useTranslation } from 'react-i18next';
import { Link, useRoute } from 'wouter';
import { type AdminPageEntry, pageGroups, pagePath } from './pages.ts';

export function AdminNavigation({ pages }: { pages: readonly AdminPageEntry[] }) {
  const { t } = useTranslation('admin');
  return (
    <nav className="admin-navigation" aria-label={t('frame.title')}>
      {pageGroups.map((group) => {
        const inGroup = pages.filter((page) => page.group === group);
        if (inGroup.length === 0) return null;
        return (
          <section key={group}>
            <h2>{t(`groups.${group}`)}</h2>
            {inGroup.map((page) => (
              <PageLink key={page.name} page={page} />
            ))}
          </section>
        );
      })}
    </nav>
  );
}

function PageLink({ page: { name } }: { page: AdminPageEntry }) {
  const { t } = useTranslation('admin');
  const [here] = useRoute(`${pagePath(name)}/*?`);
  return (
    <Link href={pagePath(name)} aria-current={here ? 'page' : undefined}>
      {t(`pages.${name}.title`)}
    </Link>
  );
}
