/** Errors of telling people. */
import type { ErrorEntry } from './error-entry.ts';

export const notificationErrors = {
  'notification.ruleNotFound': {
    status: 404,
    operator: 'There is no such rule of notification.',
    remedy: 'Choose one from the list of rules.',
  },
  'notification.noMail': {
    status: 409,
    operator: 'No mail goes out, because no mail server is named.',
    remedy: 'Name it under mail in mantinel.yaml, or under Configuration.',
  },
  'notification.mailRefused': {
    status: 502,
    operator: 'The mail server {host} did not take the message: {reason}.',
    remedy:
      'Check address, port, security, user and password of the mail server, and the address of the receiver.',
  },
} as const satisfies Record<string, ErrorEntry>;
