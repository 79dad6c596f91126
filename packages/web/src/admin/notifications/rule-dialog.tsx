/** Adds a rule of notification or changes one: what, to whom, when; only what the choice above asks for. */
import type { NotificationRuleView } from '@mantinel/contract';
import { alarmPriorities, type PlaceId } from '@mantinel/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addRule, changeRule, getRule } from '../../api/notifications.ts';
import { getWebhooks } from '../../api/webhooks.ts';
import { languages } from '../../shell/language/languages.ts';
import { EditDialog } from '../frame/dialog/edit-dialog.tsx';
import type { Rights } from '../frame/rights.ts';
import type { Field, Values } from '../frame/values.ts';
import { placeOptions } from '../plant/place-order.ts';
import {
  areCodes,
  areEmails,
  blank,
  isTimeSpan,
  isWhole,
  mayEscalate,
  planOf,
  triggers,
  valuesOf,
} from './rule-values.ts';

interface RuleDialogProps {
  readonly rights: Rights;
  /** The one to change; a new one when left out. */
  readonly rule?: NotificationRuleView;
  readonly onClose: () => void;
}

export function RuleDialog({ rights, rule, onClose }: RuleDialogProps) {
  const { t, i18n } = useTranslation('admin');
  const queries = useQueryClient();
  const renew = () => void queries.invalidateQueries({ queryKey: ['notification-rules'] });
  const fields = useFields(rights);
  if (rule)
    return (
      <EditDialog
        title={t('notifications.changeTitle', { name: rule.name })}
        submit={t('frame.save')}
        fields={[...fields, yesNo(t, 'paused', t('notifications.pausedLabel'))]}
        initial={{ version: rule.version, values: valuesOf(rule) }}
        current={async () => {
          const now = await getRule(rule.id);
          return { version: now.version, values: valuesOf(now) };
        }}
        save={(values, by) => changeRule(rule.id, { ...planOf(values), paused: values.paused === 'yes' }, by)}
        onSaved={renew}
        onClose={onClose}
      />
    );
  const offered = rights.places.filter(({ id }) => rights.at('notification.edit', id));
  const options = placeOptions(rights.places, offered);
  return (
    <EditDialog
      title={t('notifications.add')}
      submit={t('frame.add')}
      fields={[{ name: 'place', label: t('notifications.place'), options }, ...fields]}
      initial={{
        version: 0,
        values: {
          ...blank,
          language: i18n.language,
          place: options.length === 1 ? options[0]!.value : '',
        },
      }}
      save={(values, { reason }) => addRule({ ...planOf(values), place: values.place as PlaceId }, reason)}
      onSaved={renew}
      onClose={onClose}
    />
  );
}

type Translate = ReturnType<typeof useTranslation<'admin'>>['t'];

const yesNo = (t: Translate, name: string, label: string, asked?: Field['asked']): Field => ({
  name,
  label,
  options: (['yes', 'no'] as const).map((value) => ({ value, label: t(`notifications.${value}`) })),
  ...(asked ? { asked } : {}),
});

function useFields(rights: Rights): readonly Field[] {
  const { t } = useTranslation('admin');
  const { data } = useQuery({
    queryKey: ['webhooks', 'to choose'],
    queryFn: ({ signal }) => getWebhooks(undefined, signal),
    enabled: rights.anywhere('webhook.read'),
  });
  const webhooks = data?.webhooks ?? [];
  const of =
    (...kinds: readonly string[]) =>
    ({ trigger = '' }: Values) =>
      kinds.includes(trigger);
  const checked = (isGood: (text: string) => boolean, bad: string) => (value: string) =>
    isGood(value) ? undefined : bad;
  const minutes = checked(isWhole, t('notifications.minutesBad'));
  const emails = checked(areEmails, t('notifications.emailsBad'));
  return [
    { name: 'name', label: t('notifications.name'), maxLength: 80 },
    {
      name: 'trigger',
      label: t('notifications.when'),
      options: triggers.map((value) => ({ value, label: t(`notifications.trigger.${value}`) })),
    },
    {
      name: 'least',
      label: t('notifications.least'),
      options: alarmPriorities
        .toReversed()
        .map((value) => ({ value, label: t(`notifications.priority.${value}`) })),
      asked: of('alarm'),
    },
    {
      name: 'level',
      label: t('notifications.level'),
      options: (['operator', 'technical'] as const).map((value) => ({
        value,
        label: t(`webhooks.level.${value}`),
      })),
      asked: of('events'),
    },
    {
      name: 'text',
      label: t('notifications.text'),
      optional: true,
      maxLength: 200,
      asked: of('events'),
    },
    {
      name: 'codes',
      label: t('notifications.codes'),
      hint: t('notifications.codesHint'),
      optional: true,
      maxLength: 4000,
      check: checked(areCodes, t('webhooks.codesBad')),
      asked: of('alarm', 'events'),
    },
    {
      name: 'minutes',
      label: t('notifications.minutes'),
      check: minutes,
      asked: of('machineSilent', 'databaseAway'),
    },
    { name: 'days', label: t('notifications.days'), check: minutes, asked: of('diskFull') },
    {
      name: 'emails',
      label: t('notifications.emails'),
      hint: t('notifications.emailsHint'),
      optional: true,
      maxLength: 4000,
      check: emails,
    },
    yesNo(t, 'browser', t('notifications.browser'), (values) => values.trigger !== 'databaseAway'),
    {
      name: 'webhook',
      label: t('notifications.webhook'),
      optional: true,
      options: [
        { value: '', label: t('notifications.noWebhook') },
        ...webhooks.map(({ id, name }) => ({ value: id, label: name })),
      ],
      asked: (values) => webhooks.length > 0 && values.trigger !== 'databaseAway',
    },
    {
      name: 'delay',
      label: t('notifications.delay'),
      hint: t('notifications.delayHint'),
      check: minutes,
      asked: of('alarm', 'events', 'machineSilent'),
    },
    { name: 'group', label: t('notifications.group'), hint: t('notifications.groupHint'), check: minutes },
    {
      name: 'escalateTo',
      label: t('notifications.escalateTo'),
      hint: t('notifications.escalateHint'),
      optional: true,
      maxLength: 4000,
      check: emails,
      asked: mayEscalate,
    },
    {
      name: 'escalate',
      label: t('notifications.escalate'),
      check: minutes,
      asked: (values) => mayEscalate(values) && (values.escalateTo ?? '') !== '',
      proposed: () => '15',
    },
    {
      name: 'quiet',
      label: t('notifications.quiet'),
      hint: t('notifications.quietHint'),
      optional: true,
      check: checked(isTimeSpan, t('notifications.quietBad')),
      asked: (values) => values.trigger !== 'databaseAway',
    },
    yesNo(
      t,
      'exceptHigh',
      t('notifications.exceptHigh'),
      (values) => values.trigger === 'alarm' && (values.quiet ?? '') !== '',
    ),
    {
      name: 'language',
      label: t('notifications.language'),
      options: Object.entries(languages).map(([value, label]) => ({ value, label })),
    },
  ];
}
