/** Which machines are mine: pressed or not. */
import type { MachineView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';

interface ChooseMachinesProps {
  readonly machines: readonly MachineView[];
  readonly mine: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

export function ChooseMachines({ machines, mine, onChange }: ChooseMachinesProps) {
  const { t } = useTranslation('alarms');
  return (
    <>
      <p className="operator-how">{t('operator.chooseHow')}</p>
      <div className="operator-choice">
        {machines.map(({ id, name }) => {
          const chosen = mine.includes(id);
          return (
            <button
              key={id}
              type="button"
              className="operator-first"
              aria-pressed={chosen}
              onClick={() => onChange(chosen ? mine.filter((one) => one !== id) : [...mine, id])}
            >
              <span aria-hidden="true">{chosen ? '☑' : '☐'} </span>
              {name}
            </button>
          );
        })}
      </div>
    </>
  );
}
