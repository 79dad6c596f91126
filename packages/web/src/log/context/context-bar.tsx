/** Says that the surroundings of an event are looked at and not the search, and leads back to it. */
import { useTranslation } from 'react-i18next';
import './context-bar.css';

interface ContextBarProps {
  /** Name of the machine whose events these are; of everything where absent. */
  readonly machine: string | undefined;
  readonly onEverything: () => void;
  readonly onBack: () => void;
}

export function ContextBar({ machine, onEverything, onBack }: ContextBarProps) {
  const { t } = useTranslation();
  return (
    <div className="context-bar" role="status">
      <strong>{machine === undefined ? t('context.everything') : t('context.machine', { machine })}</strong>
      <span className="quiet">{t('context.hint')}</span>
      <span className="filters-space" />
      {machine !== undefined && (
        <button type="button" className="tool-button" onClick={onEverything}>
          {t('context.showEverything')}
        </button>
      )}
      <button type="button" className="tool-button" onClick={onBack}>
        <span aria-hidden="true">←</span> {t('context.back')}
      </button>
    </div>
  );
}
