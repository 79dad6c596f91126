/** Opens the surroundings of an event in the rows: of its machine, or of everything. */
import type { Event } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import './context-buttons.css';

interface ContextButtonsProps {
  readonly event: Event;
  readonly machineName: (id: string) => string;
  readonly onContext: (id: string, machine: string | undefined) => void;
}

export function ContextButtons({ event: { id, machine }, machineName, onContext }: ContextButtonsProps) {
  const { t } = useTranslation();
  return (
    <>
      <h3>{t('context.title')}</h3>
      <div className="context-buttons">
        {machine !== undefined && (
          <button type="button" className="tool-button" onClick={() => onContext(id, machine)}>
            {t('context.ofMachine', { machine: machineName(machine) })}
          </button>
        )}
        <button type="button" className="tool-button" onClick={() => onContext(id, undefined)}>
          {t('context.ofEverything')}
        </button>
      </div>
    </>
  );
}
