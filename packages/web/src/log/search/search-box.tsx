/** The box for a search: it narrows the rows, or marks and jumps. What is typed takes effect after a short rest, where it can be read. */
import { parseQuery } from '@mantinel/domain';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewChange } from '../view/use-addressed-view.ts';
import type { View } from '../view/view.ts';
import { optionId, ProposalList } from './proposal-list.tsx';
import { rememberSearch } from './recent-searches.ts';
import { type Typed, useProposals } from './use-proposals.ts';
import './search-box.css';

const restMs = 250;

interface SearchBoxProps {
  readonly view: View;
  readonly onChange: (change: ViewChange) => void;
  /** What stands in the box, for the fault below. */
  readonly onTyped: (typed: TypedSearch) => void;
}

export interface TypedSearch {
  readonly text: string;
  /** Somebody is in the box and may go on. */
  readonly typing: boolean;
}

export function SearchBox({ view, onChange, onTyped }: SearchBoxProps) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<'query' | 'find'>(view.find === undefined ? 'query' : 'find');
  const current = view[mode] ?? '';
  const [text, setText] = useState(current);
  const [opened, setOpened] = useState<Typed>();
  const [active, setActive] = useState(-1);
  const [typing, setTyping] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const proposals = useProposals(view, opened);
  const choices = proposals?.choices ?? [];
  // In the context of an event what is searched for is marked, and the rows stay.
  useEffect(() => {
    if (view.back !== undefined) setMode('find');
    else if (view.query !== undefined) setMode('query');
  }, [view.back, view.query]);
  // The address may change by other ways: a removed chip, Back, a link, a pattern.
  useEffect(() => setText(current), [current]);
  useEffect(() => onTyped({ text, typing }), [onTyped, text, typing]);
  useEffect(() => {
    if (text === current || parseQuery(text).problems.length > 0) return;
    const timer = setTimeout(() => onChange({ [mode]: text.trim() === '' ? undefined : text }), restMs);
    return () => clearTimeout(timer);
  }, [text, current, mode, onChange]);

  const change = (next: string, cursor: number) => {
    setText(next);
    setActive(-1);
    setOpened({ text: next, cursor });
  };
  const close = () => {
    setOpened(undefined);
    setActive(-1);
  };
  const take = (choice: string) => {
    if (!proposals) return;
    // Behind a name its value follows; behind anything else the next term.
    const isOpen = choice.endsWith(':');
    const before = text.slice(0, proposals.from) + choice + (isOpen ? '' : ' ');
    const next = before + text.slice(proposals.to).trimStart();
    change(next, before.length);
    // Once the box shows it.
    requestAnimationFrame(() => input.current?.setSelectionRange(before.length, before.length));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (!opened) setOpened({ text, cursor: input.current?.selectionStart ?? text.length });
      else if (choices.length > 0)
        setActive((at) =>
          key === 'ArrowDown' ? (at + 1) % choices.length : (at <= 0 ? choices.length : at) - 1,
        );
    } else if ((key === 'Enter' || key === 'Tab') && choices[active] !== undefined) {
      event.preventDefault();
      take(choices[active].text);
    } else if (key === 'Escape' && opened && choices.length > 0) {
      event.preventDefault();
      close();
    } else if (key === 'Enter') input.current?.blur();
  };
  const changeMode = (to: 'query' | 'find') => {
    setMode(to);
    onChange({ query: undefined, find: undefined, [to]: text.trim() === '' ? undefined : text });
  };
  return (
    <div className="search">
      <div className="search-input">
        <IconSearch size={14} aria-hidden="true" />
        <input
          ref={input}
          id="log-search"
          type="text"
          role="combobox"
          value={text}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-label={t('filter.search')}
          aria-expanded={choices.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active < 0 ? undefined : optionId(listId, active)}
          placeholder={mode === 'query' ? t('search.placeholder') : t('filter.searchFind')}
          title={t('search.hint')}
          onChange={({ currentTarget: { value, selectionStart } }) =>
            change(value, selectionStart ?? value.length)
          }
          onKeyDown={onKeyDown}
          onFocus={() => setTyping(true)}
          onBlur={() => {
            setTyping(false);
            close();
            if (text === current || parseQuery(text).problems.length === 0) rememberSearch(text);
          }}
        />
        {choices.length > 0 && <ProposalList id={listId} choices={choices} active={active} onTake={take} />}
      </div>
      <fieldset className="switch">
        {(['query', 'find'] as const).map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={mode === each}
            title={t(each === 'query' ? 'filter.modeFilterHint' : 'filter.modeFindHint')}
            onClick={() => changeMode(each)}
          >
            {t(each === 'query' ? 'filter.modeFilter' : 'filter.modeFind')}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
