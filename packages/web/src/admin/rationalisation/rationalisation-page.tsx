/** What alarms are for (ISA-18.2): those that nobody has decided on, and what was decided of the others. */
import '../catalogue/catalogue.css';
import { Button } from '@mantine/core';
import type { RationalisationView } from '@mantinel/contract';
import { severity } from '@mantinel/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { getFacets } from '../../api/api.ts';
import { getRationalisations, removeRationalisation } from '../../api/rationalisations.ts';
import { defaultView } from '../../log/view/view.ts';
import { Choice } from '../frame/choice.tsx';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { type Rights, useRights } from '../frame/rights.ts';
import { pathName } from '../plant/place-order.ts';
import { RecordDialog } from './record-dialog.tsx';
import { RecordTable } from './record-table.tsx';
import { UndecidedTable } from './undecided-table.tsx';
import { useAlarmTitles } from './use-alarm-titles.ts';

type Doing =
  | { readonly kind: 'add'; readonly code: string }
  | { readonly kind: 'change' | 'remove'; readonly record: RationalisationView };

const views = ['undecided', 'decided'] as const;
/** Whatever a control raised as a warning or a fault. */
const raised = {
  ...defaultView,
  level: 'operator',
  kind: ['condition'],
  minSeverity: severity.warn,
} as const;

export function RationalisationPage() {
  const { t } = useTranslation('admin');
  const rights = useRights();
  const [view, setView] = useState<(typeof views)[number]>('undecided');
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim().toLowerCase());
  const [doing, setDoing] = useState<Doing>();
  const title = useAlarmTitles();
  const query = useQuery({
    queryKey: ['rationalisations'],
    queryFn: async ({ signal }) => {
      const [records, facets] = await Promise.all([
        getRationalisations(signal),
        getFacets(raised, 'code', signal),
      ]);
      return { records, raised: facets.values };
    },
  });
  const found = (code: string, ...more: readonly (string | undefined)[]) =>
    [code, title(code), ...more].join(' ').toLowerCase().includes(search);
  const none = (key: 'noneUndecided' | 'noneDecided') =>
    t(search === '' ? `rationalisation.${key}` : 'catalogue.noMatch');
  return (
    <>
      <PageHead
        page="rationalisation"
        title={t('pages.rationalisation.title')}
        hint={t('pages.rationalisation.hint')}
        actions={
          <>
            {rights.anywhere('audit.read') && (
              <Link
                href="/admin/audit?code=alarm.rationalisationChanged"
                className="tool-button admin-button-link"
              >
                {t('rationalisation.audit')}
              </Link>
            )}
            {rights.anywhere('alarm.rationalise') && (
              <Button onClick={() => setDoing({ kind: 'add', code: '' })}>{t('rationalisation.add')}</Button>
            )}
          </>
        }
      />
      <div className="catalogue-bar">
        <Choice
          label={t('rationalisation.views')}
          value={view}
          onChange={setView}
          options={views.map((value) => ({ value, label: t(`rationalisation.view.${value}`) }))}
        />
        <input
          type="search"
          className="catalogue-search"
          aria-label={t('rationalisation.search')}
          placeholder={t('rationalisation.search')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <Loaded query={query}>
        {({ records, raised: came }) => {
          if (view === 'decided')
            return (
              <RecordTable
                records={records.filter(({ code, path, place }) =>
                  found(code, path, pathName(rights.places, place)),
                )}
                none={none('noneDecided')}
                rights={rights}
                title={title}
                onChange={(record) => setDoing({ kind: 'change', record })}
                onRemove={(record) => setDoing({ kind: 'remove', record })}
              />
            );
          const decided = new Set(records.map(({ code }) => code));
          return (
            <UndecidedTable
              alarms={came
                .map(({ value, count }) => ({ code: value, count }))
                .filter(({ code }) => !decided.has(code) && found(code))}
              none={none('noneUndecided')}
              title={title}
              mayDecide={rights.anywhere('alarm.rationalise')}
              onDecide={(code) => setDoing({ kind: 'add', code })}
            />
          );
        }}
      </Loaded>
      {doing && <Task doing={doing} rights={rights} onClose={() => setDoing(undefined)} />}
    </>
  );
}

function Task({ doing, rights, onClose }: { doing: Doing; rights: Rights; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  if (doing.kind === 'add') return <RecordDialog rights={rights} code={doing.code} onClose={onClose} />;
  const { record } = doing;
  if (doing.kind === 'change') return <RecordDialog rights={rights} record={record} onClose={onClose} />;
  return (
    <ConfirmDialog
      deed={t('rationalisation.removeDeed', {
        code: record.code,
        place: pathName(rights.places, record.place),
      })}
      consequence={t('rationalisation.removeText')}
      act={(reason) => removeRationalisation(record.id, { version: record.version, reason })}
      onDone={() => void queries.invalidateQueries({ queryKey: ['rationalisations'] })}
      onClose={onClose}
    />
  );
}
