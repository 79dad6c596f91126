/** A machine behind an MTConnect agent: its numbered observations, each once, from wherever the last durable batch ended. */
import { AppError } from '@mantinel/contract';
import type { DeviceModel } from '@mantinel/domain';
import type { Connector, ConnectorEnvironment, ObservationBatch, SourceCursor } from '../connector.ts';
import { chooseDevice, readDeviceModels } from '../device-model/read-device-models.ts';
import { type Hearing, hearing } from '../hearing.ts';
import { plainProblem } from '../plain-problem.ts';
import { reconnectDelayMs } from '../reconnect-delay.ts';
import { AgentSilent, agentRequests } from './agent-requests.ts';
import { agentSession, type SessionState } from './agent-session.ts';
import type { MtconnectOptions } from './mtconnect-options.ts';

const defaultRequestTimeoutMs = 15_000;
const shortSessionUs = 1_000_000;

export function mtconnectConnector(options: MtconnectOptions, environment: ConnectorEnvironment): Connector {
  const timeoutMs = options.requestTimeoutMs ?? defaultRequestTimeoutMs;
  const probe = async (signal: AbortSignal): Promise<DeviceModel> => {
    const place = new URL('probe', options.url.endsWith('/') ? options.url : `${options.url}/`).href;
    const requests = agentRequests({ url: options.url, timeoutMs, sleep: environment.sleep }, signal);
    const { status, text } = await requests.get('probe');
    if (status !== 200) throw new Error(`its probe answers with HTTP ${status}`);
    return chooseDevice(readDeviceModels(text, 'agent', place), options.device, place);
  };
  return {
    observe(from, signal) {
      const ear = hearing(environment.nowUs);
      return ear.through(observe({ options, environment, timeoutMs, probe, ear }, from, signal));
    },
    async describe(signal) {
      if (options.model) return options.model;
      try {
        return await probe(signal);
      } catch (error) {
        if (error instanceof AppError) throw error;
        const data = { source: options.url, reason: plainProblem(error) };
        throw new AppError('source.unreachable', { cause: error, data });
      }
    },
  };
}

interface Agent {
  readonly options: MtconnectOptions;
  readonly environment: ConnectorEnvironment;
  readonly timeoutMs: number;
  readonly probe: (signal: AbortSignal) => Promise<DeviceModel>;
  readonly ear: Hearing;
}

async function* observe(
  { options, environment, timeoutMs, probe, ear }: Agent,
  from: SourceCursor,
  signal: AbortSignal,
): AsyncGenerator<ObservationBatch, void, undefined> {
  const { nowUs, random, sleep } = environment;
  const requests = agentRequests({ url: options.url, timeoutMs, sleep }, signal);
  const state: SessionState = { from, connected: false, progressed: false, badDocuments: 0 };
  const session = agentSession({ options, environment, requests, state, ear, probe: () => probe(signal) });
  let failures = 0;
  let saidLost = false;
  while (!signal.aborted) {
    let problem = 'it ended the stream';
    state.progressed = false;
    const begunUs = nowUs();
    try {
      yield* session.run(signal);
    } catch (error) {
      problem = plainProblem(error);
      if (error instanceof AgentSilent) state.progressed = false; // a hung agent is not there, however lively it was
    }
    if (signal.aborted) return;
    if (state.connected) saidLost = false;
    const cursor = session.cursor();
    if (state.progressed) {
      failures = 0;
      // The agent numbers and keeps what it says: a stream that breaks off and goes on loses nothing.
      yield { observations: [{ kind: 'notice', timeUs: nowUs(), name: 'stream', value: problem }], cursor };
      // Again at once, unless it breaks off each time as soon as it has said something.
      if (nowUs() - begunUs < shortSessionUs) await sleep(reconnectDelayMs(0, random), signal);
      continue;
    }
    if (!saidLost) {
      saidLost = true;
      state.connected = false;
      const told = `The agent at ${options.url} is not connected: ${problem}.`;
      yield { observations: [{ kind: 'connection', state: 'lost', timeUs: nowUs(), problem: told }], cursor };
    }
    await sleep(reconnectDelayMs(failures, random), signal);
    failures += 1;
  }
}
