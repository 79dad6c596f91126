/** Parts by number: entered and renamed here. */
import { Button } from '@mantine/core';
import type { PartView } from '@mantinel/contract';
import { levelOf, type PlaceId } from '@mantinel/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addPart, getPart, renamePart } from '../../api/production.ts';
import { EditDialog } from '../frame/dialog/edit-dialog.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { type Rights, useRights } from '../frame/rights.ts';
import { PagedTable } from '../frame/table/paged-table.tsx';
import type { Versioned } from '../frame/values.ts';
import { pathName, placeOptions } from '../plant/place-order.ts';
import { useParts } from './use-parts.ts';

export function PartsPage() {
  const { t } = useTranslation('admin');
  const rights = useRights();
  const query = useParts();
  const [task, setTask] = useState<PartView | 'new'>();
  return (
    <>
      <PageHead
        page="parts"
        title={t('pages.parts.title')}
        hint={t('pages.parts.hint')}
        actions={
          rights.anywhere('job.edit') && <Button onClick={() => setTask('new')}>{t('parts.add')}</Button>
        }
      />
      <PagedTable
        query={query}
        rowsOf={(page) => page.parts}
        none={t('parts.none')}
        columns={[
          { head: t('parts.number'), cell: ({ number }) => number },
          { head: t('parts.name'), cell: ({ name }) => name },
          { head: t('parts.place'), cell: ({ place }) => pathName(rights.places, place) },
        ]}
        action={(part) =>
          rights.at('job.edit', part.place) && (
            <button type="button" className="tool-button" onClick={() => setTask(part)}>
              {t('parts.rename')}
            </button>
          )
        }
      />
      {task && <PartDialog task={task} rights={rights} onClose={() => setTask(undefined)} />}
    </>
  );
}

const asVersioned = ({ name, version }: PartView): Versioned => ({ version, values: { name } });

interface PartDialogProps {
  readonly task: PartView | 'new';
  readonly rights: Rights;
  readonly onClose: () => void;
}

function PartDialog({ task, rights, onClose }: PartDialogProps) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const close = () => {
    void queries.invalidateQueries({ queryKey: ['parts'] });
    onClose();
  };
  const name = { name: 'name', label: t('parts.name') };
  if (task !== 'new')
    return (
      <EditDialog
        title={t('parts.renameTitle', { number: task.number })}
        submit={t('frame.save')}
        fields={[name]}
        initial={asVersioned(task)}
        current={async () => asVersioned(await getPart(task.id))}
        save={(values, by) => renamePart(task.id, values.name ?? '', by)}
        onClose={close}
      />
    );
  const offered = rights.places.filter(
    ({ id }) => ['enterprise', 'site'].includes(levelOf(id)) && rights.at('job.edit', id),
  );
  const options = placeOptions(rights.places, offered);
  return (
    <EditDialog
      title={t('parts.add')}
      submit={t('frame.add')}
      fields={[
        { name: 'number', label: t('parts.number'), maxLength: 40 },
        name,
        { name: 'place', label: t('parts.place'), hint: t('parts.placeHint'), options },
      ]}
      initial={{ version: 0, values: { place: options[0]?.value ?? '' } }}
      save={(values, { reason }) =>
        addPart(
          { number: values.number ?? '', name: values.name ?? '', place: values.place as PlaceId },
          reason,
        )
      }
      onClose={close}
    />
  );
}
