/** By which addresses the panel is opened from other computers, for whoever starts it. */
import { isIP, isIPv4 } from 'node:net';
import { isLoopbackBinding } from '../http/security.ts';
import { factsOf } from './authority.ts';
import type { InUse } from './certificates.ts';
import { type ComputerNames, wantedNames } from './own-names.ts';

export interface NetworkAddress {
  readonly urls: readonly string[];
  /** Where a device is led to trust our authority; absent where it needs not. */
  readonly trustUrl?: string;
}

export interface NetworkAddressOptions {
  readonly host: string;
  readonly port: number;
  /** Named in mantinel.yaml. */
  readonly names: readonly string[];
  readonly own: ComputerNames;
  readonly inUse: InUse | undefined;
}

/** Undefined where nobody but this computer gets in, or nothing is encrypted. */
export function networkAddress(options: NetworkAddressOptions): NetworkAddress | undefined {
  const { host, port, names, own, inUse } = options;
  if (isLoopbackBinding(host) || !inUse) return undefined;
  const isLocal = inUse.source === 'local';
  const held = isLocal ? wantedNames(own, names) : factsOf(inUse.certificate).names;
  // A name lasts, and an address works where no name is known.
  const name = held.find((each) => isIP(each) === 0 && each !== 'localhost' && !each.startsWith('*'));
  const bound = host === '0.0.0.0' || host === '::' ? own.addresses.find(isNearby) : host;
  const address = isLocal || (bound !== undefined && held.includes(bound)) ? bound : undefined;
  const hosts = [name, address && (address.includes(':') ? `[${address}]` : address)].filter(
    (each) => each !== undefined,
  );
  const last = hosts.at(-1);
  return {
    urls: hosts.map((each) => `https://${each}:${port}`),
    ...(isLocal && last !== undefined ? { trustUrl: `http://${last}:${port}/trust` } : {}),
  };
}

/** Not one that a computer gives itself when nobody gave it one (RFC 3927). */
const isNearby = (address: string): boolean => isIPv4(address) && !address.startsWith('169.254.');
