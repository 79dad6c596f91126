/** How a program sends a token, as a line that can be tried at once. */
import { paths } from '@mantinel/contract';

export const curlExample = (secret: string): string =>
  `curl -H "Authorization: Bearer ${secret}" "${location.origin}${paths.events}?limit=10"`;
