/** By which names and addresses this computer is asked for. */

import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

export interface ComputerNames {
  /** Host names first; the best known of them first of all. */
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

export type OwnNames = () => ComputerNames;

const nameForm = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** As the operating system says; `.local` is what it answers to by multicast DNS (RFC 6762). */
export const systemNames: OwnNames = () => {
  const own = hostname().toLowerCase();
  const short = own.split('.', 1)[0]!;
  const names = nameForm.test(own) && isIP(own) === 0 ? [`${short}.local`, short, own] : [];
  const addresses = Object.values(networkInterfaces())
    .flat()
    .filter((each) => each !== undefined)
    // A link-local address of IPv6 belongs with an interface, which no address bar can name.
    .filter(({ address, internal }) => !internal && !address.toLowerCase().startsWith('fe80:'))
    .map(({ address }) => address);
  return { names: [...new Set(names)], addresses: [...new Set(addresses)] };
};

/** What a local certificate is to be for: this computer in every way it is called, and what is named besides. */
export function wantedNames({ names, addresses }: ComputerNames, further: readonly string[]): string[] {
  const given = further.map((name) => name.toLowerCase());
  const isName = (name: string) => isIP(name) === 0;
  return [
    ...new Set([
      ...given.filter(isName),
      ...names,
      'localhost',
      ...given.filter((name) => !isName(name)),
      ...addresses,
      '127.0.0.1',
      '::1',
    ]),
  ];
}
