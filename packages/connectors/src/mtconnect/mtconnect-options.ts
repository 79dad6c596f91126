/** How one machine behind an agent is asked. */
import type { DeviceModel } from '@mantinel/domain';

export interface MtconnectOptions {
  /** Base address of the agent. */
  readonly url: string;
  readonly mode: 'stream' | 'poll';
  /** Between documents of a stream, or between polls; milliseconds. */
  readonly intervalMs: number;
  /** Name or uuid of the device, where the agent holds several. */
  readonly device?: string | undefined;
  /** Zone of times without an offset. */
  readonly timeZone: string;
  /** A model that stands in for what the agent's probe says. */
  readonly model?: DeviceModel | undefined;
  /** Asked of the agent: an empty document at least so often; milliseconds. */
  readonly heartbeatMs?: number;
  /** For a whole answer; milliseconds. */
  readonly requestTimeoutMs?: number;
}
