/** Who is told by a step of a rule, in words: addresses, browsers, the webhook. */
import type { NotificationRuleView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';

type Step = NotificationRuleView['steps'][number];

export function useWhom(): (...steps: readonly Step[]) => string {
  const { t } = useTranslation('admin');
  const each = ({ emails, webhook, browser }: Step) => [
    ...emails,
    ...(browser ? [t('notifications.channel.browser')] : []),
    ...(webhook === undefined ? [] : [t('notifications.channel.webhook')]),
  ];
  return (...steps) => [...new Set(steps.flatMap(each))].join(', ');
}
