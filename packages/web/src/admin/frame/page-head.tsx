/** Where one is, what the page is called, and what can be done on it. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type PageName, pagePath } from '../pages.ts';

interface PageHeadProps {
  readonly title: string;
  /** What the page is for. */
  readonly hint?: string;
  /** The page that this one lies in. */
  readonly within?: PageName;
  /** The first page is its own way back. */
  readonly page?: PageName;
  readonly actions?: ReactNode;
}

export function PageHead({ title, hint, within, page, actions }: PageHeadProps) {
  const { t } = useTranslation('admin');
  return (
    <header className="admin-head">
      {(page ?? within) && (
        <nav aria-label={t('frame.breadcrumbs')} className="admin-breadcrumbs">
          <Link href="/admin">{t('frame.title')}</Link>
          {within && <Link href={pagePath(within)}>{t(`pages.${within}.title`)}</Link>}
          <span aria-current="page">{title}</span>
        </nav>
      )}
      <div className="admin-head-line">
        <h1>{title}</h1>
        {actions && <div className="admin-actions">{actions}</div>}
      </div>
      {hint && <p className="quiet">{hint}</p>}
    </header>
  );
}
