/** The shift calendar of a place: what holds, who it comes from, and the days to come. */
import './calendars.css';
import { NativeSelect } from '@mantine/core';
import { levelOf, type PlaceId } from '@mantinel/domain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getCalendar } from '../../api/plant.ts';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { pathName, placeOptions } from '../plant/place-order.ts';
import { CalendarEditor } from './calendar-editor.tsx';

export function CalendarsPage() {
  const { t } = useTranslation('admin');
  const rights = useRights();
  const [chosen, setChosen] = useState<PlaceId>();
  const places = rights.places.filter(({ id }) => levelOf(id) !== 'machine');
  const place = chosen ?? places.find(({ level }) => level === 'line')?.id ?? places[0]?.id;
  const query = useQuery({
    queryKey: ['calendar', place],
    queryFn: ({ signal }) => getCalendar(place!, signal),
    enabled: place !== undefined,
  });
  const from = query.data?.from;
  return (
    <>
      <PageHead page="calendars" title={t('pages.calendars.title')} hint={t('pages.calendars.hint')} />
      <div className="admin-box admin-fields admin-above">
        <NativeSelect
          label={t('calendars.place')}
          value={place ?? ''}
          data={placeOptions(rights.places, places)}
          onChange={(event) => setChosen(event.currentTarget.value as PlaceId)}
        />
      </div>
      {place && (
        <Loaded query={query}>
          {(view) => (
            <>
              <p className="admin-above">
                {view.version > 0
                  ? t('calendars.own')
                  : from === place
                    ? t('calendars.none')
                    : t('calendars.inherited', { place: pathName(rights.places, from ?? place) })}
              </p>
              <CalendarEditor
                key={`${view.place} ${view.from} ${view.version}`}
                view={view}
                name={pathName(rights.places, place)}
                editable={rights.at('calendar.edit', place)}
              />
            </>
          )}
        </Loaded>
      )}
    </>
  );
}
