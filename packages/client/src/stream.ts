/** The live stream as an iterator: it comes back by itself, with what was missed, until it is ended. */
import type { Client } from './call.ts';
import { delayMs, wait } from './client.ts';
import { MantinelError } from './errors.ts';
import { type GetStreamInput, getStream, type StreamMessage } from './generated/api.ts';

export interface Received {
  /** Of the last events; name it as `lastEventId` to go on after your program was restarted. */
  readonly id: string | undefined;
  readonly message: StreamMessage;
}

/**
 * Ends when its signal aborts or the loop that reads it is left. Throws MantinelError where the reader is refused; anything
 * else is tried again for as long as it takes.
 */
export async function* stream(
  client: Client,
  { lastEventId, ...input }: Omit<GetStreamInput, 'headers'> & { readonly lastEventId?: string } = {},
): AsyncGenerator<Received, void, undefined> {
  const { signal } = input;
  let id = lastEventId;
  for (let failed = 0; ; ) {
    try {
      const headers = id === undefined ? undefined : { 'last-event-id': id };
      const answer = await getStream(client, { ...input, headers });
      for await (const block of blocksOf(answer.body!)) {
        failed = 0;
        const received = parse(block, id);
        if (received === undefined) continue;
        id = received.id;
        yield received;
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (error instanceof MantinelError && error.status < 500) throw error;
    }
    if (signal?.aborted) return;
    // It ended: the server was restarted, the network broke, or rights changed and must be asked for anew.
    try {
      await wait(delayMs(failed++), signal);
    } catch {
      return; // aborted meanwhile
    }
  }
}

async function* blocksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop()!;
      yield* blocks;
    }
  } finally {
    // Leaving the loop hangs up; what the server still sends is of no interest.
    await reader.cancel().catch(() => undefined);
  }
}

function parse(block: string, before: string | undefined): Received | undefined {
  let id = before;
  let data = '';
  for (const line of block.split('\n')) {
    if (line.startsWith('id: ')) id = line.slice(4);
    if (line.startsWith('data: ')) data += line.slice(6);
  }
  return data === '' ? undefined : { id, message: JSON.parse(data) as StreamMessage };
}
