/** Sets a terminal up, or says anew what it is called and how people sign in there. */
import type { PairingCode, TerminalView } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { useTranslation } from 'react-i18next';
import { addTerminal, changeTerminal, getTerminal, type TerminalPlan } from '../../api/terminals.ts';
import { EditDialog } from '../frame/dialog/edit-dialog.tsx';
import type { Rights } from '../frame/rights.ts';
import type { Values, Versioned } from '../frame/values.ts';
import { placeOptions } from '../plant/place-order.ts';

interface TerminalDialogProps {
  readonly rights: Rights;
  readonly terminal?: TerminalView;
  /** With the code of a new one. */
  readonly onSaved: (made?: PairingCode) => void;
  readonly onClose: () => void;
}

/** Both in one choice: nobody can close every way in. */
const ways = {
  badge: { badge: 'alone', names: false },
  badgeOrName: { badge: 'alone', names: true },
  badgeAndPin: { badge: 'withPin', names: false },
  pinAlways: { badge: 'withPin', names: true },
  name: { badge: 'off', names: true },
} as const;
type Way = keyof typeof ways;

const asVersioned = ({ version, name, badge, names, idleSeconds }: TerminalView): Versioned => ({
  version,
  values: {
    name,
    ways:
      (Object.keys(ways) as Way[]).find((way) => ways[way].badge === badge && ways[way].names === names) ??
      '',
    idleSeconds: String(idleSeconds),
  },
});
const planOf = (values: Values): TerminalPlan => ({
  name: values.name ?? '',
  ...ways[values.ways as Way],
  idleSeconds: Number(values.idleSeconds),
});

export function TerminalDialog({ rights, terminal, onSaved, onClose }: TerminalDialogProps) {
  const { t } = useTranslation('admin');
  const offered = rights.places.filter(({ id }) => rights.at('terminal.edit', id));
  const places = placeOptions(rights.places, offered);
  const fields = [
    { name: 'name', label: t('terminals.name'), hint: t('terminals.nameHint') },
    ...(terminal
      ? []
      : [{ name: 'place', label: t('terminals.place'), hint: t('terminals.placeHint'), options: places }]),
    {
      name: 'ways',
      label: t('terminals.ways'),
      options: (Object.keys(ways) as Way[]).map((way) => ({ value: way, label: t(`terminals.way.${way}`) })),
    },
    {
      name: 'idleSeconds',
      label: t('terminals.idle'),
      hint: t('terminals.idleHint'),
      options: [30, 60, 120, 300, 600, 1800].map((seconds) => ({
        value: String(seconds),
        label:
          seconds < 60
            ? t('terminals.seconds', { count: seconds })
            : t('terminals.minutes', { count: seconds / 60 }),
      })),
    },
  ];
  if (terminal)
    return (
      <EditDialog
        title={t('terminals.editTitle', { name: terminal.name })}
        submit={t('frame.save')}
        fields={fields}
        initial={asVersioned(terminal)}
        current={async () => asVersioned(await getTerminal(terminal.id))}
        save={(values, by) => changeTerminal(terminal.id, planOf(values), by)}
        onSaved={() => onSaved()}
        onClose={onClose}
      />
    );
  return (
    <EditDialog
      title={t('terminals.add')}
      submit={t('terminals.addSubmit')}
      fields={fields}
      initial={{
        version: 0,
        values: { ways: 'badgeOrName', idleSeconds: '120', place: places[0]?.value ?? '' },
      }}
      save={(values, { reason }) =>
        addTerminal({ ...planOf(values), place: values.place as PlaceId }, reason)
      }
      onSaved={onSaved}
      staysOpen
      onClose={onClose}
    />
  );
}
