/** The border of every machine protocol. `describeConnector` in `conformance.ts` runs one suite against each. */
import type { ConditionLevel, DeviceModel, Quality } from '@mantinel/domain';

/** A source's own place, opaque outside its connector; undefined where the protocol has none. */
export type SourceCursor = string | undefined;

/** What every reading, condition, message and asset carries. */
interface Told {
  /** By the source's clock; by this node's own when `receiptTime`. Microseconds since 1970 UTC. */
  readonly timeUs: number;
  /** True when the source gave no usable time, so that no clock offset applies. */
  readonly receiptTime?: true;
  /** Told before: repeated by the source after a reconnect. */
  readonly resync?: true;
  /** True when the bytes were no UTF-8 and were read as latin-1. */
  readonly latin1?: true;
  /** MTConnect type where the message itself names it; otherwise the device model does. */
  readonly type?: string;
  /** Further fields as the protocol names them: `sampleRate`, `duration`, `conditionId`, `sourceTime`. */
  readonly details?: Readonly<Record<string, string | number>>;
}

interface ToldOfItem extends Told {
  readonly item: string;
}

/** What the protocol said, in the order it said it, with the source's own times. */
export type Observation =
  | (ToldOfItem & {
      readonly kind: 'sample' | 'state';
      readonly value: number | string;
      /** The text as sent where the number does not give it back: `5.000`. */
      readonly raw?: string;
      readonly quality: Quality;
    })
  | (ToldOfItem & {
      readonly kind: 'condition';
      readonly level: ConditionLevel;
      readonly nativeCode?: string;
      readonly nativeSeverity?: string;
      readonly qualifier?: string;
      readonly text?: string;
    })
  | (ToldOfItem & {
      readonly kind: 'message';
      readonly nativeCode?: string;
      readonly text: string;
      readonly quality: Quality;
    })
  | (Told & {
      readonly kind: 'asset';
      readonly action: 'changed' | 'removed' | 'removedAll';
      readonly assetId?: string;
      readonly assetType: string;
      /** The asset's document as sent. */
      readonly document?: string;
    })
  /** What the source should have said and this node never heard. */
  | {
      readonly kind: 'gap';
      readonly fromUs: number;
      readonly toUs: number;
      readonly reason: GapReason;
      readonly detail?: string;
    }
  /** The connection itself. */
  | {
      readonly kind: 'connection';
      readonly state: 'connected' | 'lost';
      readonly timeUs: number;
      readonly problem?: string;
      /** True when nothing went wrong: a recording has come to its end. */
      readonly ended?: true;
    }
  /** Input that could not be understood, kept as it came. */
  | {
      readonly kind: 'malformed';
      readonly timeUs: number;
      readonly problem: string;
      /** At most the first 4 KiB. */
      readonly raw: string;
      /** Length of the whole input; bytes. */
      readonly rawBytes: number;
      /** Where in the source it stood: `line 17`. */
      readonly place?: string;
    }
  /** What the adapter or agent tells of itself: `* ` commands, agent version, changed device model. */
  | { readonly kind: 'notice'; readonly timeUs: number; readonly name: string; readonly value: string };

export type GapReason = 'disconnected' | 'bufferOverrun' | 'agentRestarted' | 'truncated' | 'overrun';

export interface ObservationBatch {
  readonly observations: readonly Observation[];
  readonly cursor: SourceCursor;
  /** How far a source that has an end is read; bytes. */
  readonly progress?: { readonly done: number; readonly total: number };
}

/** A machine's voice. Knows its protocol and nothing else: no storage, no meaning. */
export interface Connector {
  /**
   * Speaks until `signal` aborts (or, for a recording, until its end). Yields in the order the source sent; reconnects by
   * itself; never swallows a gap; never throws for what a source does wrong. `from` is the cursor of the last durable batch.
   */
  observe(from: SourceCursor, signal: AbortSignal): AsyncIterable<ObservationBatch>;
  /** What this machine can tell: components, data items, units; undefined where neither protocol nor file says. */
  describe(signal: AbortSignal): Promise<DeviceModel | undefined>;
}

/** What a connector may not take from the global: so that tests own time and chance. */
export interface ConnectorEnvironment {
  readonly nowUs: () => number;
  /** Uniform in [0, 1): jitter of reconnects. */
  readonly random: () => number;
  /** Resolves after `ms`, or at once when the signal aborts; never rejects and leaves no timer or listener behind. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}
