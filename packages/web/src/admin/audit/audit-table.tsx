/** The deeds of people, one a row. */
import type { Event, PersonView, PlaceView } from '@mantinel/contract';
import { parsePlaceId } from '@mantinel/domain';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { timeText } from '../../log/view/time-text.ts';
import { pathName } from '../plant/place-order.ts';
import { Changes } from './changes.tsx';

interface AuditTableProps {
  readonly events: readonly Event[];
  readonly people: readonly PersonView[];
  readonly places: readonly PlaceView[];
}

export function AuditTable({ events, people, places }: AuditTableProps) {
  const { t, i18n } = useTranslation('admin');
  const { t: general } = useTranslation();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const nameOf = (id: unknown) =>
    typeof id === 'string' ? (names.get(id) ?? id.slice(0, 8)) : t('audit.system');
  const deed = ({ code }: Event) =>
    i18n.exists(`audit.${code}`) ? general(`audit.${code}` as 'audit.place.added') : code;
  const where = ({ attributes, machine }: Event) => {
    const place = typeof attributes.place === 'string' ? parsePlaceId(attributes.place) : undefined;
    const id = place ?? (machine === undefined ? undefined : (`machine:${machine}` as const));
    return id === undefined ? '' : pathName(places, id);
  };
  return (
    <div className="admin-table-frame">
      <table className="admin-table admin-cards">
        <thead>
          <tr>
            {(['when', 'who', 'what', 'where', 'change', 'why'] as const).map((column) => (
              <th key={column}>{t(`audit.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              <td className="admin-nowrap">
                <Link href={`/events/${event.id}`}>{timeText(event.timeUs).slice(0, 19)}</Link>
              </td>
              <td>{nameOf(event.attributes.personId)}</td>
              <td>
                <strong>{deed(event)}</strong>
                {typeof event.attributes.subjectId === 'string' && (
                  <>
                    {' '}
                    <span className="quiet">
                      {t('audit.concerns', { name: nameOf(event.attributes.subjectId) })}
                    </span>
                  </>
                )}
              </td>
              <td>{where(event)}</td>
              <td>
                <Changes event={event} />
              </td>
              <td>{whyOf(event.attributes.why, t('audit.erased'))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** As it was typed; words of a person who was erased are gone. */
function whyOf(why: unknown, erased: string): string {
  if (typeof why === 'string') return why;
  return typeof why === 'object' && why !== null && 'erased' in why ? erased : '';
}
