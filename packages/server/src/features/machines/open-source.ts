/** A machine's configuration → its voice and the meaning given to it. */
import { type Connector, type ConnectorEnvironment, eventMaker, openConnector } from '@mantinel/connectors';
import type { config } from '@mantinel/contract';
import type { MachineSource } from './record-machine.ts';

export interface OpenSourceOptions {
  readonly site: string;
  readonly environment: ConnectorEnvironment;
}

/** An agent that does not answer is heard without its model: readings come with their types, only units are missing. */
const modelTimeoutMs = 3000;

/** Opens nothing yet: a device model that cannot be read is told by `open()`, and mended without a restart. */
export function openSource(machine: config.Machine, { site, environment }: OpenSourceOptions): MachineSource {
  const { id, controller, clockOffsetMs } = machine;
  const toEvents = eventMaker({ site, machine: id, controller, clockOffsetMs });
  let opening: Promise<Connector> | undefined;
  const open = () => {
    opening ??= openConnector(machine, environment).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const describe = async (signal: AbortSignal) => {
    const model = await (await open()).describe(signal);
    if (model) toEvents.useModel(model);
    return model;
  };
  return {
    toEvents,
    open: async () => {
      await open();
    },
    connector: {
      describe,
      async *observe(from, signal) {
        const connector = await open();
        // Codes follow from the model, so it comes before the first reading. Without an answer it is asked at each connection.
        await describe(AbortSignal.any([signal, AbortSignal.timeout(modelTimeoutMs)])).catch(() => undefined);
        yield* connector.observe(from, signal);
      },
    },
  };
}
