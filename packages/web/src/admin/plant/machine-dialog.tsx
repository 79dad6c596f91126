/** A machine's connection: changed, paused, resumed, and removed with its past left where it is. */
import type { ConnectionView, MachineView } from '@mantinel/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Connection, changeConnection, getConnection, removeMachine } from '../../api/connections.ts';
import { ConnectionTrial } from '../../entry/connection-trial.tsx';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import { EditDialog } from '../frame/dialog/edit-dialog.tsx';
import type { Field, Values, Versioned } from '../frame/values.ts';

export interface MachineTask {
  readonly kind: 'connection' | 'pause' | 'resume' | 'drop';
  readonly machine: MachineView;
}

export function MachineDialog({ task, onClose }: { task: MachineTask; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const { kind, machine } = task;
  const { data: view, error } = useQuery({
    queryKey: ['connection', machine.id],
    queryFn: ({ signal }) => getConnection(machine.id, signal),
    // What is edited must not be renewed under one's hands.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const close = () => {
    for (const key of ['machines', 'places']) void queries.invalidateQueries({ queryKey: [key] });
    onClose();
  };
  const { name } = machine;
  if (kind === 'drop')
    return (
      <ConfirmDialog
        deed={t('machine.dropTitle', { name })}
        consequence={t('machine.dropText')}
        act={async (reason) => {
          const { version } = await getConnection(machine.id);
          return removeMachine(machine.id, { version, reason });
        }}
        onDone={close}
        onClose={close}
      />
    );
  if (kind === 'pause' || kind === 'resume')
    return (
      <ConfirmDialog
        deed={t(`machine.${kind}Title`, { name })}
        consequence={t(`machine.${kind}Text`)}
        act={async (reason) => {
          const { connection, version } = await getConnection(machine.id);
          return changeConnection({ ...connection, paused: kind === 'pause' }, { version, reason });
        }}
        onDone={close}
        onClose={close}
      />
    );
  if (error) return <FailureNotice error={error} />;
  return view ? <ConnectionDialog {...{ view, name }} onClose={close} /> : null;
}

interface ConnectionDialogProps {
  readonly view: ConnectionView;
  readonly name: string;
  readonly onClose: () => void;
}

const ofConnector = {
  shdr: ['host', 'port'],
  mtconnect: ['url', 'mode', 'device'],
  replay: ['speed'],
} as const satisfies Record<Connection['connector'], readonly string[]>;
const optional = ['name', 'device', 'controller', 'deviceModel'];
const numbers = ['port', 'clockOffsetMs'];

function ConnectionDialog({ view, name, onClose }: ConnectionDialogProps) {
  const { t } = useTranslation('admin');
  const { connector } = view.connection;
  const names = [
    'name',
    ...ofConnector[connector],
    'timeZone',
    'controller',
    'clockOffsetMs',
    'deviceModel',
  ] as const;
  const fields = names.map((field): Field => {
    const label = t(`machine.field.${field}`);
    if (field === 'mode')
      return {
        name: field,
        label,
        options: (['stream', 'poll'] as const).map((value) => ({ value, label: t(`machine.mode.${value}`) })),
      };
    return {
      name: field,
      label,
      maxLength: 500,
      ...(optional.includes(field) ? { optional: true } : {}),
      ...(numbers.includes(field) ? { type: 'number' } : {}),
    };
  });
  const connectionOf = (values: Values): Connection => changed(view.connection, names, values);
  return (
    <EditDialog
      title={t('machine.title', { name })}
      submit={t('frame.save')}
      fields={fields}
      initial={versioned(view)}
      current={async () => versioned(await getConnection(view.connection.id))}
      save={(values, by) => changeConnection(connectionOf(values), by)}
      extra={(values) =>
        connector === 'replay' ? null : <ConnectionTrial connection={{ ...connectionOf(values) }} />
      }
      onClose={onClose}
    />
  );
}

const versioned = ({ connection, version }: ConnectionView): Versioned => ({
  version,
  values: Object.fromEntries(
    Object.entries(connection).map(([field, value]) => [field, value === undefined ? '' : String(value)]),
  ),
});

/** What the dialog does not show stays as it is; an empty field is a setting that is left out. */
function changed(connection: Connection, names: readonly string[], values: Values): Connection {
  const typed = names.map((field) => {
    const text = (values[field] ?? '').trim();
    if (text === '') return [field, undefined];
    const number = numbers.includes(field) || (field === 'speed' && text !== 'max');
    return [field, number ? Number(text) : text];
  });
  return { ...connection, ...Object.fromEntries(typed) } as Connection;
}
