/** One's own views and shared ones; the present view becomes one, or takes the place of one. */
import type { SavedViewView } from '@mantinel/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeView, getViews, removeView, saveView } from '../../api/views.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { parseView, type View, viewSearch } from '../view/view.ts';
import { SaveViewForm } from './save-view-form.tsx';
import './saved-view-list.css';

interface SavedViewListProps {
  readonly view: View;
  readonly onOpen: (search: string) => void;
}

export function SavedViewList({ view, onOpen }: SavedViewListProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: ['views'],
    queryFn: ({ signal }) => getViews(signal),
  });
  const changed = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSettled: () => queries.invalidateQueries({ queryKey: ['views'] }),
  });
  const search = viewSearch(view);
  // Written the same way before they are compared: an older version may have left something out.
  const isShown = (saved: SavedViewView) => viewSearch(parseView(saved.search)) === search;
  return (
    <section className="saved-views" aria-label={t('views.title')}>
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {changed.error && <FailureNotice error={changed.error} />}
      {data?.length === 0 && <p className="quiet">{t('views.none')}</p>}
      <ul>
        {data?.map((saved) => (
          <li key={saved.id}>
            <button
              type="button"
              className="link-button saved-view-name"
              aria-current={isShown(saved)}
              onClick={() => onOpen(saved.search)}
            >
              {saved.name}
            </button>
            {saved.place !== undefined && (
              <span className="quiet" title={saved.place}>
                {saved.mine ? t('views.shared') : t('views.sharedBy', { name: saved.owner })}
              </span>
            )}
            {saved.mayChange && !isShown(saved) && (
              <button
                type="button"
                className="link-button"
                title={t('views.replaceHint', { name: saved.name })}
                aria-label={t('views.replaceHint', { name: saved.name })}
                onClick={() =>
                  changed.mutate(() =>
                    changeView(saved, {
                      name: saved.name,
                      search,
                      ...(saved.place === undefined ? {} : { place: saved.place }),
                    }),
                  )
                }
              >
                {t('views.replace')}
              </button>
            )}
            {saved.mayChange && (
              <button
                type="button"
                className="link-button"
                aria-label={t('views.remove', { name: saved.name })}
                title={t('views.remove', { name: saved.name })}
                onClick={() => changed.mutate(() => removeView(saved))}
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
      <SaveViewForm
        busy={changed.isPending}
        onSave={(name, place) =>
          changed.mutate(() => saveView({ name, search, ...(place === undefined ? {} : { place }) }))
        }
      />
    </section>
  );
}
