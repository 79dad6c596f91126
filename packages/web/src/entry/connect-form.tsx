/** Connects a machine by what its connector needs. */
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { MachineView } from '@mantinel/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { FailureOrProof } from '../admin/frame/failure-or-proof.tsx';
import { connectMachine } from '../api/api.ts';
import { browserZone } from '../log/view/time-text.ts';
import { ConnectionTrial } from './connection-trial.tsx';
import { isMachineId } from './machine-id.ts';

interface Fields {
  readonly connector: 'shdr' | 'mtconnect';
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly url: string;
  readonly mode: 'stream' | 'poll';
  readonly device: string;
  readonly timeZone: string;
}

function bodyOf({
  connector,
  id,
  name,
  host,
  port,
  url,
  mode,
  device,
  timeZone,
}: Fields): Record<string, unknown> {
  const both = { connector, id, timeZone, ...(name === '' ? {} : { name }) };
  return connector === 'shdr'
    ? { ...both, host, port }
    : { ...both, url, mode, ...(device === '' ? {} : { device }) };
}

const isAgentUrl = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // RangeError is how Intl answers this question
  }
}

/** `onConnected` in place of the way to the machine's events. */
export function ConnectForm({ onConnected }: { onConnected?: (machine: MachineView) => void }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [fields, setFields] = useState<Fields>({
    connector: 'shdr',
    id: '',
    name: '',
    host: '',
    port: 7878,
    url: '',
    mode: 'stream',
    device: '',
    timeZone: browserZone(),
  });
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => connectMachine(bodyOf(fields)),
    onSuccess: (machine) => {
      if (onConnected) onConnected(machine);
      else navigate(`/?level=technical&order=received&machine=${encodeURIComponent(machine.id)}`);
    },
  });
  const idError = fields.id !== '' && !isMachineId(fields.id) && t('connect.idBad');
  const urlError =
    fields.connector === 'mtconnect' && fields.url !== '' && !isAgentUrl(fields.url) && t('connect.urlBad');
  const zoneError = !isTimeZone(fields.timeZone) && t('connect.timeZoneBad');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!idError && !urlError && !zoneError) mutate();
      }}
    >
      <NativeSelect
        label={t('connect.connector')}
        value={fields.connector}
        data={[
          { value: 'shdr', label: t('connect.shdr') },
          { value: 'mtconnect', label: t('connect.mtconnect') },
        ]}
        onChange={(event) => set({ connector: event.currentTarget.value === 'shdr' ? 'shdr' : 'mtconnect' })}
      />
      <TextInput
        label={t('connect.id')}
        description={t('connect.idHint')}
        required
        error={idError}
        value={fields.id}
        onChange={(event) => set({ id: event.currentTarget.value })}
      />
      <TextInput
        label={t('connect.name')}
        description={t('connect.nameHint')}
        maxLength={80}
        value={fields.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {fields.connector === 'shdr' ? (
        <>
          <TextInput
            label={t('connect.host')}
            required
            value={fields.host}
            onChange={(event) => set({ host: event.currentTarget.value })}
          />
          <NumberInput
            label={t('connect.port')}
            required
            min={1}
            max={65535}
            allowDecimal={false}
            value={fields.port}
            onChange={(port) => set({ port: Number(port) })}
          />
        </>
      ) : (
        <>
          <TextInput
            label={t('connect.url')}
            description={t('connect.urlBad')}
            required
            error={urlError}
            value={fields.url}
            onChange={(event) => set({ url: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('connect.mode')}
            value={fields.mode}
            data={[
              { value: 'stream', label: t('connect.stream') },
              { value: 'poll', label: t('connect.poll') },
            ]}
            onChange={(event) => set({ mode: event.currentTarget.value === 'poll' ? 'poll' : 'stream' })}
          />
          <TextInput
            label={t('connect.device')}
            description={t('connect.deviceHint')}
            value={fields.device}
            onChange={(event) => set({ device: event.currentTarget.value })}
          />
        </>
      )}
      <TextInput
        label={t('connect.timeZone')}
        required
        error={zoneError}
        value={fields.timeZone}
        onChange={(event) => set({ timeZone: event.currentTarget.value })}
      />
      <ConnectionTrial connection={bodyOf(fields)} />
      {error && <FailureOrProof error={error} retry={() => mutate()} />}
      <Button type="submit" loading={isPending}>
        {t('connect.submit')}
      </Button>
    </form>
  );
}
