/** What event codes mean: the inbox of what nobody has explained, the shop's own explanations, and those that are shipped. */
import './catalogue.css';
import { Button } from '@mantine/core';
import type { EntryView } from '@mantinel/contract';
import { type PlaceId, placeId } from '@mantinel/domain';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import { getEntries, getInbox } from '../../api/catalogue.ts';
import { Choice } from '../frame/choice.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { EntryTable } from './entry-table.tsx';
import { ImportList } from './import-list.tsx';
import { InboxTable } from './inbox-table.tsx';
import { RemoveEntry } from './remove-entry.tsx';
import { ShippedTable } from './shipped-table.tsx';

/** What is being entered or changed. */
type Task =
  | { readonly kind: 'add'; readonly code: string; readonly place?: PlaceId; readonly told?: string }
  | { readonly kind: 'change' | 'remove'; readonly entry: EntryView }
  | { readonly kind: 'import' };

const views = ['inbox', 'own', 'shipped'] as const;

export function CataloguePage() {
  const { t } = useTranslation('admin');
  const rights = useRights();
  const [, navigate] = useLocation();
  const [query] = useSearchParams();
  const asked = query.get('code') ?? undefined;
  const [view, setView] = useState<(typeof views)[number]>(asked === undefined ? 'inbox' : 'own');
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const [task, setTask] = useState<Task | undefined>(() => taskOf(asked, query.get('machine') ?? undefined));
  const inbox = useQuery({ queryKey: ['catalogue', 'inbox'], queryFn: ({ signal }) => getInbox(signal) });
  const own = useInfiniteQuery({
    queryKey: ['catalogue', 'own', search],
    queryFn: ({ pageParam, signal }) => getEntries(search, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  const close = () => {
    setTask(undefined);
    // The address that asked for it would ask again.
    if (asked !== undefined) navigate('/admin/catalogue', { replace: true });
  };
  const mayExplain = rights.anywhere('catalogue.edit');
  return (
    <>
      <PageHead
        page="catalogue"
        title={t('pages.catalogue.title')}
        hint={t('pages.catalogue.hint')}
        actions={
          mayExplain && (
            <>
              {rights.anywhere('data.import') && (
                <button type="button" className="tool-button" onClick={() => setTask({ kind: 'import' })}>
                  {t('catalogue.importList')}
                </button>
              )}
              <Button onClick={() => setTask({ kind: 'add', code: '' })}>{t('catalogue.add')}</Button>
            </>
          )
        }
      />
      <div className="catalogue-bar">
        <Choice
          label={t('catalogue.views')}
          value={view}
          onChange={setView}
          options={views.map((value) => ({
            value,
            label: `${t(`catalogue.view.${value}`)}${value === 'inbox' && inbox.data ? ` (${inbox.data.total})` : ''}`,
          }))}
        />
        <input
          type="search"
          className="catalogue-search"
          aria-label={t('catalogue.search')}
          placeholder={t('catalogue.search')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      {view === 'inbox' && (
        <InboxTable
          query={inbox}
          search={search}
          mayExplain={mayExplain}
          onExplain={({ code, machines, nativeCode, message }) =>
            setTask({
              kind: 'add',
              code,
              told: [nativeCode, message].filter(Boolean).join(' '),
              ...(machines.length === 1 ? { place: placeId('machine', machines[0]!) } : {}),
            })
          }
        />
      )}
      {view === 'own' && (
        <EntryTable
          query={own}
          rights={rights}
          onChange={(entry) => setTask({ kind: 'change', entry })}
          onRemove={(entry) => setTask({ kind: 'remove', entry })}
        />
      )}
      {view === 'shipped' && <ShippedTable search={search} />}
      {/* A link leads here before the places are known, one of which it proposes. */}
      {task?.kind === 'add' && rights.places.length > 0 && (
        <EntryDialog rights={rights} {...task} onClose={close} />
      )}
      {task?.kind === 'change' && <EntryDialog rights={rights} entry={task.entry} onClose={close} />}
      {task?.kind === 'remove' && <RemoveEntry entry={task.entry} onClose={close} />}
      {task?.kind === 'import' && <ImportList rights={rights} onClose={close} />}
    </>
  );
}

function taskOf(code: string | undefined, machine: string | undefined): Task | undefined {
  if (code === undefined) return undefined;
  return { kind: 'add', code, ...(machine === undefined ? {} : { place: placeId('machine', machine) }) };
}
