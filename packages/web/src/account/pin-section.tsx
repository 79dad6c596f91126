/** One's own PIN. */
import { useTranslation } from 'react-i18next';
import { PinForm } from './pin-form.tsx';
import { SectionFrame } from './section-frame.tsx';

export function PinSection() {
  const { t } = useTranslation('account');
  return (
    <SectionFrame title={t('pin.title')} hint={t('pin.hint')}>
      <PinForm />
    </SectionFrame>
  );
}
