/** Keeps the present view by a name, for oneself or for a site. */
import { Button, TextInput } from '@mantine/core';
import type { PlaceId } from '@mantinel/domain';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getSession } from '../../api/api.ts';
import { useMachines } from '../../fleet/fleet-strip.tsx';

interface SaveViewFormProps {
  readonly busy: boolean;
  readonly onSave: (name: string, place: PlaceId | undefined) => void;
}

export function SaveViewForm({ busy, onSave }: SaveViewFormProps) {
  const { t } = useTranslation();
  const { data: session } = useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => getSession(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data: machines } = useMachines();
  const [name, setName] = useState('');
  const [site, setSite] = useState('');
  const mayShare = session?.permissions.includes('view.share') === true;
  const sites = [...new Set(machines?.map((machine) => machine.site))];
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    onSave(name.trim(), site === '' ? undefined : `site:${site}`);
    setName('');
  };
  return (
    <form className="save-view" onSubmit={save}>
      <TextInput
        size="xs"
        label={t('views.name')}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {mayShare && sites.length > 0 && (
        <label className="save-view-for">
          {t('views.for')}
          <select value={site} onChange={(event) => setSite(event.currentTarget.value)}>
            <option value="">{t('views.forMe')}</option>
            {sites.map((each) => (
              <option key={each} value={each}>
                {t('views.forSite', { site: each })}
              </option>
            ))}
          </select>
        </label>
      )}
      <Button size="xs" type="submit" disabled={busy || name.trim() === ''}>
        {t('views.save')}
      </Button>
    </form>
  );
}
