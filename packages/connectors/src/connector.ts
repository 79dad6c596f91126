/** The border of every machine protocol. `describeConnector` in `conformance.ts` runs one suite against each. */
import type { DeviceModel, Quality } from '@mantinel/domain';

/** A source's own place, opaque outside its connector; undefined where the protocol has none. */
export type SourceCursor = string | undefined;

/** What the protocol said, in the order it said it, with the source's own times. */
export type Observation =
  | {
      readonly kind: 'sample' | 'state';
      readonly item: string;
      readonly value: number | string;
      readonly timeUs: number;
      readonly quality: Quality;
      /** Reading repeated by the source after a reconnect. */
      readonly resync?: boolean;
    }
  | {
      readonly kind: 'condition';
      readonly item: string;
      readonly level: 'normal' | 'warning' | 'fault' | 'unavailable';
      readonly nativeCode?: string;
      readonly nativeSeverity?: string;
      readonly qualifier?: string;
      readonly text?: string;
      readonly timeUs: number;
      readonly resync?: boolean;
    }
  | {
      readonly kind: 'message';
      readonly item: string;
      readonly nativeCode?: string;
      readonly text: string;
      readonly timeUs: number;
      readonly resync?: boolean;
    }
  | {
      readonly kind: 'asset';
      readonly action: 'changed' | 'removed' | 'removedAll';
      readonly assetId?: string;
      readonly assetType: string;
      /** The asset's document as sent. */
      readonly document?: string;
      readonly timeUs: number;
      readonly resync?: boolean;
    }
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
    }
  /** Input that could not be understood, kept as it came. */
  | {
      readonly kind: 'malformed';
      readonly timeUs: number;
      readonly problem: string;
      readonly raw: string;
      readonly place?: string;
    }
  /** What the adapter or agent tells of itself: `* ` commands, agent version, changed device model. */
  | { readonly kind: 'notice'; readonly timeUs: number; readonly name: string; readonly value: string };

export type GapReason =
  | 'disconnected'
  | 'bufferOverrun'
  | 'agentRestarted'
  | 'truncated'
  | 'logbookFull'
  | 'overrun';

export interface ObservationBatch {
  readonly observations: readonly Observation[];
  readonly cursor: SourceCursor;
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
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}
