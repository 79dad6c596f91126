/** The tree of places as an indented table, machines with their connection. */
import type { MachineView, PlaceView } from '@mantinel/contract';
import { mayContain, type PlaceLevel, shortId } from '@mantinel/domain';
import { useTranslation } from 'react-i18next';
import type { Rights } from '../frame/rights.ts';
import { type RowAction, RowMenu } from '../frame/row-menu.tsx';
import { MachineLink } from './machine-link.tsx';
import type { PlaceTask } from './place-dialog.tsx';
import { possibleParents, rowsOf } from './place-order.ts';

interface PlaceTableProps {
  readonly places: readonly PlaceView[];
  readonly machines: readonly MachineView[];
  readonly rights: Rights;
  readonly onTask: (task: PlaceTask) => void;
}

/** Machines come by their connection, the enterprise is there from the start. */
const addable = ['site', 'area', 'line'] as const satisfies readonly PlaceLevel[];

export function PlaceTable({ places, machines, rights, onTask }: PlaceTableProps) {
  const { t } = useTranslation('admin');
  const byId = new Map(machines.map((machine) => [machine.id, machine]));

  function machineActionsOf(place: PlaceView): RowAction[] {
    const machine = place.level === 'machine' ? byId.get(shortId(place.id)) : undefined;
    if (!machine || machine.demo || !rights.at('machine.edit', place.id)) return [];
    const toggle = machine.paused ? 'resume' : 'pause';
    return (['connection', toggle, 'drop'] as const).map((kind) => ({
      label: t(`machine.${kind}`),
      run: () => onTask({ kind, machine }),
    }));
  }

  function placeActionsOf(place: PlaceView): RowAction[] {
    if (!rights.at('place.edit', place.id)) return [];
    const within = addable
      .filter((level) => mayContain(place.level, level))
      .map((level) => ({
        label: t(`plant.addTo.${level}`),
        run: () => onTask({ kind: 'add', level, parent: place }),
      }));
    const rename = { label: t('plant.rename'), run: () => onTask({ kind: 'rename', place }) };
    if (place.level === 'enterprise') return [...within, rename];
    const elsewhere = possibleParents(rights.tree, places, place.id).length > 1;
    return [
      ...within,
      rename,
      ...(elsewhere ? [{ label: t('plant.move'), run: () => onTask({ kind: 'move', place }) }] : []),
      { label: t('plant.remove'), run: () => onTask({ kind: 'remove', place }) },
    ];
  }

  return (
    <div className="admin-table-frame">
      <table className="admin-table">
        <thead>
          <tr>
            <th>{t('plant.place')}</th>
            <th className="admin-wide">{t('plant.level')}</th>
            <th className="admin-wide">{t('plant.shortName')}</th>
            <th>{t('plant.connection')}</th>
            <th>
              <span className="admin-unseen">{t('frame.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(places).map(({ place, depth }) => (
            <tr key={place.id} data-id={place.id}>
              <th scope="row" style={{ paddingLeft: 12 + depth * 16 }}>
                {place.name}
                <span className="admin-narrow">{t(`level.${place.level}`)}</span>
              </th>
              <td className="admin-wide">{t(`level.${place.level}`)}</td>
              <td className="admin-wide">
                <code>{shortId(place.id)}</code>
              </td>
              <td>{place.level === 'machine' && <MachineLink machine={byId.get(shortId(place.id))} />}</td>
              <td className="admin-row-end">
                <RowMenu
                  label={t('frame.actionsOf', { name: place.name })}
                  actions={[...machineActionsOf(place), ...placeActionsOf(place)]}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
