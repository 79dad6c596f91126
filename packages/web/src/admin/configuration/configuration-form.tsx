/** Every setting as a field, drawn from the schema; one save for all that was changed, and word of whoever was faster. */
import { Button, Modal } from '@mantine/core';
import type { ConfigurationView } from '@mantinel/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeConfiguration, checkConfiguration, getConfiguration } from '../../api/configuration.ts';
import { refusalOf } from '../../api/request.ts';
import { Conflict } from '../frame/conflict/conflict.tsx';
import { ReasonInput } from '../frame/dialog/reason-input.tsx';
import { FailureOrProof } from '../frame/failure-or-proof.tsx';
import type { Values } from '../frame/values.ts';
import { SettingRow } from './setting-row.tsx';
import { groupsOf, schemaOf, settingValue, textOf } from './setting-schema.ts';
import { useSettingTexts } from './use-setting-texts.ts';

interface ConfigurationFormProps {
  readonly view: ConfigurationView;
  readonly editable: boolean;
}

const textsOf = (view: ConfigurationView): Values =>
  Object.fromEntries(
    view.settings.map(({ setting, value }) => [setting, textOf(schemaOf(view, setting), value)]),
  );

export function ConfigurationForm({ view: given, editable }: ConfigurationFormProps) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  // What was read when editing began: a renewal in the background must not take away what is typed.
  const [view, setView] = useState(given);
  const [typed, setTyped] = useState<Values>({});
  const [reason, setReason] = useState('');
  const [theirs, setTheirs] = useState<ConfigurationView>();
  const base = textsOf(view);
  const changed = Object.keys(typed).filter((setting) => typed[setting] !== base[setting]);
  const set = changed.map((setting) => {
    const schema = schemaOf(view, setting);
    const { standard } = view.settings.find((other) => other.setting === setting)!;
    // Back at the default the line leaves the file.
    const isStandard = typed[setting] === textOf(schema, standard);
    return { setting, value: isStandard ? null : settingValue(schema, typed[setting]!) };
  });
  const settle = (now: ConfigurationView) => {
    queries.setQueryData(['configuration'], now);
    setView(now);
    setTheirs(undefined);
  };
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: async () => {
      try {
        const { problems } = await checkConfiguration(set);
        const here = problems.filter(({ setting }) => changed.some((name) => within(setting, name)));
        if (here.length > 0) return { problems: here };
        return { saved: await changeConfiguration(set, { version: view.version, reason }) };
      } catch (failure) {
        if (refusalOf(failure) !== 'changedMeanwhile') throw failure;
        return { theirs: await getConfiguration() };
      }
    },
    onSuccess: (outcome) => {
      if (outcome.theirs) setTheirs(outcome.theirs);
      if (!outcome.saved) return;
      settle(outcome.saved);
      setTyped({});
      setReason('');
    },
  });
  const problems = (data?.problems ?? []).filter(({ setting }) =>
    changed.some((name) => within(setting, name)),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (changed.length > 0) mutate();
      }}
    >
      {[...groupsOf(view)].map(([group, settings]) => (
        <section key={group} className="admin-box">
          <h2>
            <GroupName group={group} />
          </h2>
          {settings.map((setting) => (
            <SettingRow
              key={setting}
              view={view.settings.find((other) => other.setting === setting)!}
              schema={schemaOf(view, setting)}
              editable={editable}
              text={typed[setting] ?? base[setting] ?? ''}
              problem={problems.find((problem) => within(problem.setting, setting))}
              onChange={(text) => setTyped({ ...typed, [setting]: text })}
            />
          ))}
        </section>
      ))}
      {editable && changed.length > 0 && (
        <section className="admin-box admin-form admin-setting-save">
          <h2>{t('configuration.changes', { count: changed.length })}</h2>
          <ul>
            {changed.map((setting) => (
              <ChangeLine
                key={setting}
                {...{ view, setting }}
                before={base[setting]!}
                after={typed[setting]!}
              />
            ))}
          </ul>
          <ReasonInput value={reason} onChange={setReason} />
          {problems.length > 0 && (
            <p className="link-lost" role="alert">
              ■ {t('configuration.notSaved', { count: problems.length })}
            </p>
          )}
          {error && <FailureOrProof error={error} retry={() => mutate()} />}
          <div className="admin-form-end">
            <button
              type="button"
              className="tool-button"
              onClick={() => {
                reset();
                setTyped({});
              }}
            >
              {t('configuration.discard')}
            </button>
            <Button type="submit" loading={isPending}>
              {t('configuration.save', { count: changed.length })}
            </Button>
          </div>
        </section>
      )}
      {theirs && (
        <Modal
          opened
          onClose={() => setTheirs(undefined)}
          title={t('conflict.title')}
          closeButtonProps={{ 'aria-label': t('frame.close') }}
          transitionProps={{ duration: 0 }}
          size="lg"
        >
          <Conflict
            fields={view.settings.map(({ setting }) => ({ name: setting, label: setting }))}
            base={base}
            theirs={textsOf(theirs)}
            mine={{ ...base, ...typed }}
            onTheirs={() => {
              reset();
              settle(theirs);
              setTyped({});
            }}
            onAgain={() => {
              reset();
              settle(theirs);
              setTyped(Object.fromEntries(changed.map((setting) => [setting, typed[setting]!])));
            }}
          />
        </Modal>
      )}
    </form>
  );
}

/** A mistake within a list is a mistake of its setting. */
const within = (problem: string, setting: string): boolean =>
  problem === setting || problem.startsWith(`${setting}.`);

const groups = ['http', 'signIn', 'store', 'outgoing', 'mail', 'logbook', 'backup'] as const;

/** One that the texts do not know is called as in the file. */
function GroupName({ group }: { group: string }) {
  const { t } = useTranslation('admin');
  if (group === '') return t('configuration.group.general');
  const known = groups.find((name) => name === group);
  return known ? t(`configuration.group.${known}`) : group;
}

function ChangeLine({
  view,
  setting,
  before,
  after,
}: {
  view: ConfigurationView;
  setting: string;
  before: string;
  after: string;
}) {
  const { t } = useTranslation('admin');
  const { label } = useSettingTexts(setting, schemaOf(view, setting));
  const shown = (text: string) => text.replaceAll('\n', ', ') || t('configuration.nothing');
  return (
    <li>
      {label}: <del>{shown(before)}</del> → <strong>{shown(after)}</strong>
    </li>
  );
}
