/** What the roles of somebody add up to, place by place, in sentences. */
import {
  type GrantView,
  type PersonView,
  permissionCatalogue,
  permissions,
  roleMatrix,
} from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { useTranslation } from 'react-i18next';
import { useMay } from '../frame/may-text.ts';
import type { Rights } from '../frame/rights.ts';
import { pathName } from '../plant/place-order.ts';

interface RightsOfPersonProps {
  readonly person: PersonView;
  readonly grants: readonly GrantView[];
  readonly rights: Rights;
}

export function RightsOfPerson({ person, grants, rights: { places } }: RightsOfPersonProps) {
  const { t } = useTranslation('admin');
  if (grants.length === 0) return <p className="admin-empty">{t('rights.none')}</p>;
  const byPlace = Map.groupBy(grants, ({ place }) => place);
  return (
    <>
      {person.disabledUs !== undefined && <p className="quiet">{t('rights.disabled')}</p>}
      {[...byPlace].map(([place, held]) => (
        <details key={place} className="admin-box" open={byPlace.size === 1}>
          <summary>
            <strong>{place === enterpriseRoot ? t('rights.everywhere') : pathName(places, place)}</strong>{' '}
            <span className="quiet">{held.map(({ role }) => t(`role.${role}`)).join(', ')}</span>
          </summary>
          <MayHere held={held} />
        </details>
      ))}
    </>
  );
}

function MayHere({ held }: { held: readonly GrantView[] }) {
  const { t } = useTranslation('admin');
  const may = useMay();
  const all = new Set(held.flatMap(({ role }) => roleMatrix[role]));
  const of = (effect: 'read' | 'write') =>
    permissions.filter((name) => all.has(name) && permissionCatalogue[name].effect === effect);
  return (
    <div className="admin-columns">
      {(['write', 'read'] as const)
        .filter((effect) => of(effect).length > 0)
        .map((effect) => (
          <div key={effect}>
            <h3>{t(effect === 'read' ? 'rights.reads' : 'rights.changes')}</h3>
            <ul>
              {of(effect).map((name) => (
                <li key={name}>{may(name)}</li>
              ))}
            </ul>
          </div>
        ))}
    </div>
  );
}
