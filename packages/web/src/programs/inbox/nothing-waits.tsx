/** Why an inbox is empty: everything is sure, or nothing has been brought in. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { getProjects } from '../../api/projects.ts';

export function NothingWaits() {
  const { t } = useTranslation('harvest');
  const { data } = useQuery({
    queryKey: ['projects', 'any'],
    queryFn: ({ signal }) => getProjects({ limit: '1' }, signal),
  });
  if (data?.total.count !== 0) return t('inbox.done');
  return (
    <>
      {t('inbox.noPrograms')} <Link href="/programs/harvest">{t('inbox.toHarvest')}</Link>
    </>
  );
}
