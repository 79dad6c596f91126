/** Replays a recording as a machine. */
import { Button, FileInput, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { FailureOrProof } from '../admin/frame/failure-or-proof.tsx';
import { replayRecording } from '../api/api.ts';
import { isMachineId, machineIdFrom } from './machine-id.ts';

export function ReplayForm() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [file, setFile] = useState<File | null>(null);
  const [machine, setMachine] = useState('');
  const [name, setName] = useState('');
  const [speed, setSpeed] = useState('max');
  const [timestamps, setTimestamps] = useState('recorded');
  const { mutate, error, isPending } = useMutation({
    mutationFn: (recording: File) =>
      replayRecording(recording, { machine, speed, timestamps, ...(name === '' ? {} : { name }) }),
    onSuccess: ({ id }) => navigate(`/?level=technical&order=received&machine=${encodeURIComponent(id)}`),
  });
  const idError = machine !== '' && !isMachineId(machine) && t('connect.idBad');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (file && !idError) mutate(file);
      }}
    >
      <FileInput
        label={t('replay.file')}
        placeholder={t('replay.choose')}
        required
        value={file}
        onChange={(chosen) => {
          setFile(chosen);
          if (chosen && machine === '') setMachine(machineIdFrom(chosen.name));
        }}
      />
      <TextInput
        label={t('replay.machine')}
        description={t('connect.idHint')}
        required
        error={idError}
        value={machine}
        onChange={(event) => setMachine(event.currentTarget.value)}
      />
      <TextInput
        label={t('replay.name')}
        description={t('connect.nameHint')}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('replay.speed')}
        value={speed}
        data={[
          { value: 'max', label: t('replay.max') },
          { value: '1', label: t('replay.realTime') },
          { value: '10', label: t('replay.times', { factor: 10 }) },
          { value: '60', label: t('replay.times', { factor: 60 }) },
        ]}
        onChange={(event) => setSpeed(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('replay.timestamps')}
        value={timestamps}
        data={[
          { value: 'recorded', label: t('replay.recorded') },
          { value: 'shifted', label: t('replay.shifted') },
        ]}
        onChange={(event) => setTimestamps(event.currentTarget.value)}
      />
      {error && <FailureOrProof error={error} retry={() => file && mutate(file)} />}
      <Button type="submit" loading={isPending} disabled={!file}>
        {t('replay.submit')}
      </Button>
    </form>
  );
}
