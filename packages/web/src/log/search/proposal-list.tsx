/** The proposals under the search box: one is chosen by the arrows of the box, or with a finger. */
import type { Completions } from '@mantinel/contract';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import './proposal-list.css';

interface ProposalListProps {
  readonly id: string;
  readonly choices: Completions['choices'];
  readonly active: number;
  readonly onTake: (text: string) => void;
}

export const optionId = (list: string, at: number): string => `${list}-${at}`;

export function ProposalList({ id, choices, active, onTake }: ProposalListProps) {
  const { t, i18n } = useTranslation();
  useEffect(() => {
    if (active >= 0) document.getElementById(optionId(id, active))?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <div id={id} role="listbox" aria-label={t('search.proposals')} className="proposals">
      {choices.map(({ text, count }, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are the box's
        // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus
        <div
          key={text}
          id={optionId(id, at)}
          role="option"
          aria-selected={at === active}
          className="proposal"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(text)}
        >
          <code>{text}</code>
          {count !== undefined && <span className="proposal-count">{number.format(count)}</span>}
        </div>
      ))}
    </div>
  );
}
