/** The plant after ISA-95: what lies where, and what can be done with it. */
import { Button } from '@mantine/core';
import { enterpriseRoot } from '@mantinel/domain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getMachines } from '../../api/api.ts';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { usePlaces, useRights } from '../frame/rights.ts';
import { PlaceDialog, type PlaceTask } from './place-dialog.tsx';
import { PlaceTable } from './place-table.tsx';

export function PlantPage() {
  const { t } = useTranslation('admin');
  const rights = useRights();
  const places = usePlaces();
  const machines = useQuery({
    queryKey: ['machines'],
    queryFn: ({ signal }) => getMachines(signal),
    enabled: rights.anywhere('machine.read'),
  });
  const [task, setTask] = useState<PlaceTask>();
  const root = rights.places.find(({ id }) => id === enterpriseRoot);
  return (
    <>
      <PageHead
        page="plant"
        title={t('pages.plant.title')}
        hint={t('pages.plant.hint')}
        actions={
          <>
            {rights.anywhere('machine.connect') && (
              <button type="button" className="tool-button" onClick={() => setTask({ kind: 'connect' })}>
                {t('plant.connect')}
              </button>
            )}
            {root && rights.at('place.edit', root.id) && (
              <Button onClick={() => setTask({ kind: 'add', level: 'site', parent: root })}>
                {t('plant.addSite')}
              </Button>
            )}
          </>
        }
      />
      <Loaded query={places}>
        {(all) =>
          all.length === 0 ? (
            <p>{t('plant.none')}</p>
          ) : (
            <PlaceTable places={all} machines={machines.data ?? []} rights={rights} onTask={setTask} />
          )
        }
      </Loaded>
      {task && <PlaceDialog task={task} rights={rights} onClose={() => setTask(undefined)} />}
    </>
  );
}
