/** A logbook behind the smallest possible protocol: [u32 length][event as JSON] in, [f64 seq] out. Run as a process of its own. */
import { createServer, type Socket } from 'node:net';
import type { NewEvent } from '@mantinel/domain';
import { openBenchLogbook } from '../bench-logbook.ts';
import { readFrames } from './frames.ts';

const store = await openBenchLogbook(process.argv[2]!);

async function answer(socket: Socket, frame: Buffer): Promise<void> {
  const event: NewEvent = JSON.parse(frame.toString());
  const { firstSeq } = await store.append({ events: [event] });
  const reply = Buffer.allocUnsafe(12);
  reply.writeUInt32LE(8);
  reply.writeDoubleLE(firstSeq, 4);
  socket.write(reply);
}

const server = createServer({ noDelay: true }, (socket) => {
  readFrames(socket, (frame) => {
    answer(socket, frame).catch((error: unknown) =>
      socket.destroy(error instanceof Error ? error : undefined),
    );
  });
  socket.on('error', (error) => process.stderr.write(`${error.stack}\n`));
});
server.listen(0, '127.0.0.1', () => process.send!(server.address()));
process.once('message', () => {
  server.close();
  void store.close().then(() => process.disconnect());
});
