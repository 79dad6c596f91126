/** Protocols that cannot say what a machine can tell: a file does, or nothing. */
import type { DeviceModel } from '@mantinel/domain';
import type { Connector, ConnectorEnvironment, ObservationBatch, SourceCursor } from './connector.ts';

export interface ToldByFile {
  readonly timeZone: string;
  readonly model?: DeviceModel | undefined;
}

/** One observation of a machine, from a place until aborted. */
export interface Observing<Options> extends ConnectorEnvironment {
  readonly options: Options;
  readonly from: SourceCursor;
  readonly signal: AbortSignal;
}

export const toldByFile =
  <Options extends ToldByFile>(
    observe: (observing: Observing<Options>) => AsyncGenerator<ObservationBatch, void, undefined>,
  ) =>
  (options: Options, environment: ConnectorEnvironment): Connector => ({
    observe: (from, signal) => observe({ ...environment, options, from, signal }),
    describe: async () => options.model,
  });
