/** Reads the next page of a list. */
import { useTranslation } from 'react-i18next';

interface MoreButtonProps {
  readonly query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
}

export function MoreButton({ query: { hasNextPage, isFetchingNextPage, fetchNextPage } }: MoreButtonProps) {
  const { t } = useTranslation('admin');
  if (!hasNextPage) return null;
  return (
    <button
      type="button"
      className="tool-button admin-more"
      disabled={isFetchingNextPage}
      onClick={() => void fetchNextPage()}
    >
      {t('frame.more')}
    </button>
  );
}
