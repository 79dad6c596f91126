/** Adds a webhook, whose secret is then shown once, or changes one. */
import type { AddedWebhook, WebhookView } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { addWebhook, changeWebhook, getWebhook, type WebhookPlan } from '../../api/webhooks.ts';
import { EditDialog } from '../frame/dialog/edit-dialog.tsx';
import { SecretDialog } from '../frame/dialog/secret-dialog.tsx';
import type { Rights } from '../frame/rights.ts';
import type { Field, Values, Versioned } from '../frame/values.ts';
import { placeOptions } from '../plant/place-order.ts';

interface WebhookDialogProps {
  readonly rights: Rights;
  /** The one to change; a new one when left out. */
  readonly webhook?: WebhookView;
  readonly onClose: () => void;
}

const codesOf = (text: string): string[] => text.split(/[\s,;]+/).filter((code) => code !== '');
const codesBad = (text: string): boolean => codesOf(text).some((code) => !/^[^\s*]+\*?$/.test(code));

const asVersioned = ({ name, url, level, codes, paused, version }: WebhookView): Versioned => ({
  version,
  values: { name, url, level, codes: codes.join(', '), paused: paused ? 'yes' : 'no' },
});
const planOf = ({ name = '', url = '', level, codes = '' }: Values): WebhookPlan => ({
  name,
  url,
  level: level as WebhookPlan['level'],
  codes: codesOf(codes),
});

export function WebhookDialog({ rights, webhook, onClose }: WebhookDialogProps) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [added, setAdded] = useState<AddedWebhook>();
  const renew = () => void queries.invalidateQueries({ queryKey: ['webhooks'] });
  const plan: readonly Field[] = [
    { name: 'name', label: t('webhooks.name') },
    {
      name: 'url',
      label: t('webhooks.url'),
      hint: t('webhooks.urlHint'),
      maxLength: 2000,
      check: (value) => (/^https?:\/\/./.test(value) ? undefined : t('webhooks.urlBad')),
    },
    {
      name: 'level',
      label: t('webhooks.what'),
      options: (['operator', 'technical'] as const).map((level) => ({
        value: level,
        label: t(`webhooks.level.${level}`),
      })),
    },
    {
      name: 'codes',
      label: t('webhooks.codes'),
      hint: t('webhooks.codesHint'),
      optional: true,
      maxLength: 4000,
      check: (value) => (codesBad(value) ? t('webhooks.codesBad') : undefined),
    },
  ];
  if (added)
    return (
      <SecretDialog
        title={t('webhooks.secretOf', { name: added.name })}
        text={t('webhooks.secretText')}
        secret={added.secret}
        copy={t('webhooks.copySecret')}
        done={t('webhooks.done')}
        onClose={() => navigate(`/admin/webhooks/${encodeURIComponent(added.id)}`)}
      />
    );
  if (webhook)
    return (
      <EditDialog
        title={t('webhooks.changeTitle', { name: webhook.name })}
        submit={t('frame.save')}
        fields={[
          ...plan,
          {
            name: 'paused',
            label: t('webhooks.pausedLabel'),
            options: (['no', 'yes'] as const).map((value) => ({
              value,
              label: t(value === 'yes' ? 'webhooks.paused' : 'webhooks.active'),
            })),
          },
        ]}
        initial={asVersioned(webhook)}
        current={async () => asVersioned(await getWebhook(webhook.id))}
        save={(values, by) =>
          changeWebhook(webhook.id, { ...planOf(values), paused: values.paused === 'yes' }, by)
        }
        onSaved={renew}
        onClose={onClose}
      />
    );
  const offered = rights.places.filter(({ id }) => rights.at('webhook.edit', id));
  const options = placeOptions(rights.places, offered);
  return (
    <EditDialog
      title={t('webhooks.add')}
      submit={t('frame.add')}
      fields={[
        ...plan,
        { name: 'place', label: t('webhooks.place'), hint: t('webhooks.placeHint'), options },
      ]}
      initial={{
        version: 0,
        values: { level: 'operator', place: options.length === 1 ? options[0]!.value : '' },
      }}
      save={(values, { reason }) => addWebhook({ ...planOf(values), place: values.place as PlaceId }, reason)}
      onSaved={(saved) => {
        renew();
        setAdded(saved);
      }}
      onClose={onClose}
      staysOpen
    />
  );
}
