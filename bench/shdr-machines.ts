/** Simulated SHDR adapters on loopback: a steady stream of samples, states and messages, stamped with this machine's clock. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface ShdrMachines {
  readonly ports: readonly number[];
  stop(): Promise<void>;
}

/** Starts `count` adapters that each send `perSecond` observations a second: 70 % samples, 20 % states, 10 % messages. */
export async function startShdrMachines(count: number, perSecond: number): Promise<ShdrMachines> {
  const machines = await Promise.all(
    Array.from({ length: count }, (_, index) => startOne(index, count, perSecond)),
  );
  return {
    ports: machines.map(({ port }) => port),
    stop: async () => {
      await Promise.all(machines.map((machine) => machine.stop()));
    },
  };
}

async function startOne(index: number, count: number, perSecond: number) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // The server going away mid-write is the end of a run, not a finding.
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      if (data.includes('* PING')) socket.write('* PONG 10000\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const intervalMs = 1000 / perSecond;
  let sent = 0;
  const send = () => {
    const line = `${new Date().toISOString()}|${observation(sent)}\n`;
    sent += 1;
    for (const socket of sockets) socket.write(line);
  };
  let timer: NodeJS.Timeout | undefined;
  // Machines do not speak in step: each starts at its own part of the interval.
  const start = setTimeout(
    () => {
      timer = setInterval(send, intervalMs);
    },
    (index / count) * intervalMs,
  );

  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      clearTimeout(start);
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Deterministic from the running number: seven samples, two states and one warning message in ten. */
function observation(number: number): string {
  const turn = number % 10;
  if (turn < 7) return `${'XYZSABC'[turn]}load|${((number * 37) % 1000) / 10}`;
  if (turn === 7) return `line|${number % 5000}`;
  if (turn === 8) return `execution|${number % 200 === 8 ? 'FEED_HOLD' : 'ACTIVE'}`;
  return `message|${number % 40}|Coolant level ${number % 100} percent, top up tank ${number % 3}`;
}
