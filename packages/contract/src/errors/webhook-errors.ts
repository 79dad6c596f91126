/** Errors of what leaves the installation: webhooks, and whatever else goes to an address that somebody entered. */
import type { ErrorEntry } from './error-entry.ts';

export const webhookErrors = {
  'outgoing.refused': {
    status: 422,
    operator: 'Nothing is sent to {host}: {reason}.',
    remedy:
      'Use an https address outside; a private network must be named under outgoing.privateNetworks in mantinel.yaml.',
  },
  'outgoing.failed': {
    status: 502,
    operator: 'Nothing could be sent to {host}: {reason}.',
    remedy: 'Check the address, that the other side runs, and the network between.',
  },
  'outgoing.notTrusted': {
    status: 502,
    operator: 'Nothing was sent to {host}: its certificate {reason}.',
    remedy:
      "Let its owner renew it, or use the name that it is for. Where the company's own authority vouches for it, name the file of that authority under outgoing.caFile in mantinel.yaml.",
  },
  'webhook.notFound': {
    status: 404,
    operator: 'There is no such webhook.',
    remedy: 'Choose one from the list of webhooks.',
  },
  'webhook.paused': {
    status: 409,
    operator: 'This webhook is paused, so that nothing is reported to it.',
    remedy: 'Let it go on first.',
  },
  'webhook.answered': {
    status: 502,
    operator: 'The other side answered {status}.',
    remedy: 'Any 2xx counts as delivered; redirects are not followed.',
  },
  'webhook.deliveryNotFound': {
    status: 404,
    operator: 'There is no such report of this webhook any more.',
    remedy: 'Reports are kept for a fortnight; look at the list again.',
  },
  'webhook.deliveryWaiting': {
    status: 409,
    operator: 'This report still waits and is sent by itself.',
    remedy: 'Wait for its next attempt.',
  },
} as const satisfies Record<string, ErrorEntry>;
