/** Whether a report arrived: shape and words, and colour where it did not. */
import type { DeliveryView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';

const shapes = { waiting: '○', delivered: '●', dead: '■' } as const satisfies Record<
  DeliveryView['state'],
  string
>;

export function DeliveryState({ state }: Pick<DeliveryView, 'state'>) {
  const { t } = useTranslation('admin');
  return (
    <span className={state === 'dead' ? 'admin-nowrap link-lost' : 'admin-nowrap'}>
      <span aria-hidden="true">{shapes[state]}</span> {t(`webhooks.delivery.${state}`)}
    </span>
  );
}
