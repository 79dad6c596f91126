/** Who may read the figures without signing in: a monitoring system within the networks that the configuration names. */
import { BlockList, isIPv6 } from 'node:net';

interface Asked {
  readonly ip: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** What a proxy adds: then the address is the proxy's, and says nothing of who asks. */
const forwarded = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

export function monitoringFrom(networks: readonly string[]): (request: Asked) => boolean {
  const allowed = new BlockList();
  for (const network of networks) {
    const [address, bits] = network.split('/') as [string, string];
    allowed.addSubnet(address, Number(bits), isIPv6(address) ? 'ipv6' : 'ipv4');
  }
  return ({ ip, headers }) =>
    !forwarded.some((name) => name in headers) && allowed.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4');
}
