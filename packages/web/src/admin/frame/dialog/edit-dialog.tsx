/** Enters or changes one thing. Where somebody else changed it meanwhile it says so, shows both, and overwrites nothing. */
import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Fragment, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalOf } from '../../../api/request.ts';
import { Choice } from '../choice.tsx';
import { Conflict } from '../conflict/conflict.tsx';
import { FailureOrProof } from '../failure-or-proof.tsx';
import type { Field, Values, Versioned } from '../values.ts';
import { FieldInput } from './field-input.tsx';
import { ReasonInput } from './reason-input.tsx';

interface EditDialogProps<T> {
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly Field[];
  /** Of which one is shown at a time, such as the languages of a text. */
  readonly groups?: readonly { readonly value: string; readonly label: string }[];
  readonly initial: Versioned;
  readonly save: (values: Values, by: { version: number; reason: string }) => Promise<T>;
  /** As it is now, after somebody else changed it. */
  readonly current?: () => Promise<Versioned>;
  readonly onClose: () => void;
  readonly onSaved?: (saved: T) => void;
  /** What was saved is followed by something that closes it. */
  readonly staysOpen?: boolean;
  /** Below the fields, by what they hold now. */
  readonly extra?: (values: Values) => ReactNode;
}

interface Mine {
  readonly base: Versioned;
  readonly typed: Values;
  readonly reason: string;
  readonly theirs?: Versioned;
}

export function EditDialog<T>(props: EditDialogProps<T>) {
  const { title, submit, initial, save, current, onClose, onSaved, staysOpen, extra, groups } = props;
  const { t } = useTranslation('admin');
  const [mine, setMine] = useState<Mine>({ base: initial, typed: {}, reason: '' });
  const [group, setGroup] = useState(groups?.[0]?.value);
  const values = valuesOf(props.fields, mine);
  const fields = props.fields.filter(({ asked }) => asked?.(values) ?? true);
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: async () => {
      try {
        return { saved: await save(values, { version: mine.base.version, reason: mine.reason }) };
      } catch (failure) {
        if (refusalOf(failure) !== 'changedMeanwhile' || !current) throw failure;
        return { theirs: await current() };
      }
    },
    onSuccess: (outcome) => {
      if ('theirs' in outcome) {
        setMine({ ...mine, theirs: outcome.theirs });
        return;
      }
      onSaved?.(outcome.saved);
      if (!staysOpen) onClose();
    },
  });
  const { theirs } = mine;
  const wrong = fields.some(
    ({ name, check, optional }) =>
      !(optional && (values[name] ?? '') === '') && check?.(values[name] ?? '') !== undefined,
  );
  const shown = fields.filter((field) => field.group === undefined || field.group === group);
  const firstOfGroup = shown.find((field) => field.group !== undefined);
  return (
    <Modal
      opened
      onClose={onClose}
      title={theirs ? t('conflict.title') : title}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
      transitionProps={{ duration: 0 }}
      size="lg"
    >
      {theirs ? (
        <Conflict
          fields={fields}
          base={mine.base.values}
          theirs={theirs.values}
          mine={values}
          onTheirs={onClose}
          onAgain={() => {
            reset();
            // What I typed stays; what I did not touch is theirs.
            setMine({ base: theirs, typed: changed(values, mine.base.values), reason: mine.reason });
          }}
        />
      ) : (
        <form
          className="admin-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!wrong) mutate();
          }}
        >
          {shown.map((field, index) => (
            <Fragment key={field.name}>
              {field === firstOfGroup && groups && (
                <Choice
                  options={groups.map(({ value, label }) => ({
                    value,
                    // What is written somewhere else is seen without going there.
                    label: isWritten(value, fields, values) ? `${label} ✓` : label,
                  }))}
                  value={group ?? ''}
                  onChange={setGroup}
                />
              )}
              <FieldInput
                field={field}
                first={index === 0}
                value={values[field.name] ?? ''}
                onChange={(value) => setMine({ ...mine, typed: { ...mine.typed, [field.name]: value } })}
              />
            </Fragment>
          ))}
          {extra?.(values)}
          <ReasonInput value={mine.reason} onChange={(reason) => setMine({ ...mine, reason })} />
          {error && <FailureOrProof error={error} retry={() => mutate()} />}
          <div className="admin-form-end">
            <button type="button" className="tool-button" onClick={onClose}>
              {t('frame.cancel')}
            </button>
            <Button type="submit" loading={isPending}>
              {submit}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}

const isWritten = (group: string, fields: readonly Field[], values: Values): boolean =>
  fields.some((field) => field.group === group && (values[field.name] ?? '').trim() !== '');

function valuesOf(fields: readonly Field[], { base, typed }: Mine): Values {
  const values = { ...base.values, ...typed };
  const proposed = fields
    .filter(({ name, proposed: propose }) => propose && typed[name] === undefined)
    .map(({ name, proposed: propose }) => [name, propose!(values)]);
  return { ...values, ...Object.fromEntries(proposed) };
}

const changed = (values: Values, base: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== base[name]));
