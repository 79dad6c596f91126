/** Syslog over real sockets: by hand, and by rsyslog where it is installed. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { AppError, config } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import { afterEach, expect, test } from 'vitest';
import type { Log } from '../../../own-log/log.ts';
import { issue, makeAuthority } from '../../../tls/authority.ts';
import { senderRate } from './sender-rate.ts';
import { type SyslogPorts, syslogPorts } from './syslog-ports.ts';

const quiet = { info: () => undefined, error: () => undefined } as unknown as Log;
const nowUs = () => Date.now() * 1000;
let ports: SyslogPorts | undefined;
let stored: NewEvent[] = [];
/** Lengths of the messages in each. */
let batches: number[] = [];
let failure: AppError | undefined;

afterEach(async () => {
  failure = undefined;
  await ports?.stop();
  ports = undefined;
});

type Given = Parameters<typeof config.SyslogListener.parse>[0];
async function listen(
  given: Partial<config.SyslogListener>,
  certificate?: { key: string; certificate: string },
): Promise<number> {
  [stored, batches] = [[], []];
  const append = async ({ events }: { events: unknown }) => {
    if (failure) throw failure;
    const taken = events as NewEvent[];
    stored.push(...taken);
    batches.push(taken.reduce((sum, { message }) => sum + message.length, 0));
    return { epoch: 1, firstSeq: 1, count: 1, duplicate: false };
  };
  ports = syslogPorts({
    listeners: [config.SyslogListener.parse({ port: 0, ...given } as Given)],
    site: 'plant',
    logbook: { append },
    certificate: () => certificate && { ...certificate },
    nowUs,
    log: quiet,
  });
  await expect.poll(() => ports!.ports()[0]).toBeDefined();
  return ports.ports()[0]!;
}
const until = (count: number) =>
  expect.poll(() => stored.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(count);

test('over TCP, counted and by lines, of the machine that a host speaks for', async () => {
  const port = await listen({ transport: 'tcp', machines: { 'CNC-7': 'mill' } });
  const socket = connect(port, '127.0.0.1');
  socket.write('<11>1 2026-03-02T06:00:14Z cnc-7 plc 12 ID1 [door@1 state="open"] Door open\n');
  socket.write('11 <14>counted<14>Mar  2 06:00:14 other app[3]: text\nno priority\n');
  socket.end('30 <14>cut off');
  await until(5);
  expect(stored).toMatchObject([
    {
      timeUs: Date.parse('2026-03-02T06:00:14Z') * 1000,
      site: 'plant',
      machine: 'mill',
      kind: 'log',
      severity: 17,
      code: 'syslog.message',
      message: 'Door open',
      attributes: {
        'door@1.state': 'open',
        appName: 'plc',
        procId: '12',
        msgId: 'ID1',
        facility: 1,
        receivedBy: 'syslog/tcp',
      },
      quality: 'good',
    },
    { message: 'counted', severity: 9 },
    { message: 'text', attributes: { hostname: 'other', appName: 'app' } },
    { code: 'syslog.malformed', message: 'no priority', quality: 'bad' },
    { message: 'cut off', attributes: { brokenOff: true }, quality: 'bad' },
  ]);
  expect(stored[1]).not.toHaveProperty('machine');
  expect(ports!.figures()).toEqual({ messages: 5, malformed: 1, dropped: 0 });
});

test('over UDP a sender that says too much is counted, and told as a gap', async () => {
  const port = await listen({ transport: 'udp', perSecond: 10 });
  const socket = createSocket('udp4');
  for (let number = 0; number < 50; number += 1)
    await new Promise((resolve) => socket.send(`<14>message ${number}`, port, '127.0.0.1', resolve));
  await expect.poll(() => ports!.figures().messages + ports!.figures().dropped, { timeout: 5000 }).toBe(50);
  socket.close();
  const { messages, dropped } = ports!.figures();
  expect(dropped).toBeGreaterThan(0);
  await ports!.stop();
  ports = undefined;
  const gaps = stored.filter(({ kind }) => kind === 'gap');
  expect(gaps.reduce((sum, { attributes }) => sum + Number(attributes.count), 0)).toBe(dropped);
  expect(gaps[0]).toMatchObject({
    code: 'syslog.dropped',
    quality: 'gap',
    attributes: { sender: '127.0.0.1', reason: 'rate' },
  });
  expect(stored.length - gaps.length).toBe(messages);
});

test('only of the networks that are named', async () => {
  const port = await listen({ transport: 'tcp', networks: ['10.0.0.0/8'] });
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) =>
    socket
      .once('close', resolve)
      .on('error', () => undefined)
      .resume(),
  );
  expect(ports!.figures().messages).toBe(0);
});

test('with a full disk a sender over TCP waits, and nothing is lost', async () => {
  const port = await listen({ transport: 'tcp' });
  failure = new AppError('logbook.full');
  const socket = connect(port, '127.0.0.1');
  const line = `<14>${'x'.repeat(200)}\n`;
  const total = 60_000;
  let written = 0;
  const write = () => {
    while (written < total) {
      written += 100;
      if (!socket.write(line.repeat(100))) return void socket.once('drain', write);
    }
    socket.end();
  };
  write();
  await expect.poll(() => ports!.figures().messages, { timeout: 5000 }).toBeGreaterThanOrEqual(20_000);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(ports!.figures().messages).toBeLessThan(25_000);
  failure = undefined;
  await until(total);
  expect(stored).toHaveLength(total);
}, 30_000);

test('of long messages no batch grows larger than the logbook takes, and nothing is lost', async () => {
  const port = await listen({ transport: 'tcp' });
  failure = new AppError('logbook.full');
  const socket = connect(port, '127.0.0.1');
  const line = 'x'.repeat(60_000);
  const total = 400;
  for (let number = 0; number < total; number += 1) socket.write(`<14>${number} ${line}\n`);
  socket.end();
  await expect.poll(() => ports!.figures().messages, { timeout: 10_000 }).toBe(total);
  failure = undefined;
  await until(total);
  expect(stored).toHaveLength(total);
  expect(Math.max(...batches)).toBeLessThan(9 << 20);
}, 30_000);

test('over TLS by the certificate of this server, which may be replaced', async () => {
  const issuing = { nowUs, randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
  const authority = await makeAuthority({ name: 'Test', names: ['localhost'] }, issuing);
  const server = () => issue({ use: 'server', names: ['localhost'], days: 30 }, authority, issuing);
  const shown = { ...(await server()) };
  const port = await listen({ transport: 'tls' }, shown);
  const say = async (text: string) => {
    const socket = connectTls({
      port,
      host: '127.0.0.1',
      servername: 'localhost',
      ca: authority.certificate,
    });
    await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
    const { fingerprint256 } = socket.getPeerCertificate();
    socket.end(`${text.length} ${text}`);
    return fingerprint256;
  };
  const first = await say('<14>one');
  Object.assign(shown, await server());
  expect(await say('<14>two')).not.toBe(first);
  // Whoever does not speak TLS is let go, and nobody else suffers.
  const plain = connect(port, '127.0.0.1');
  plain.end('<14>plain');
  await new Promise((resolve) =>
    plain
      .once('close', resolve)
      .on('error', () => undefined)
      .resume(),
  );
  await say('<14>three');
  await until(3);
  expect(stored.map(({ message }) => message)).toEqual(['one', 'two', 'three']);
});

test('a bucket fills again with time', () => {
  let now = 0;
  const rate = senderRate(2, () => now);
  expect([1, 2, 3].map(() => rate.take('a'))).toEqual([true, true, false]);
  expect(rate.take('b')).toBe(true);
  now = 500_000;
  expect([1, 2].map(() => rate.take('a'))).toEqual([true, false]);
});

const rsyslog = spawnSync('rsyslogd', ['-v']).status === 0;
test.skipIf(!rsyslog)(
  'rsyslog of Debian forwards over TCP in both framings, and over UDP (skipped where rsyslogd is not installed)',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mantinel-rsyslog-'));
    const daemons: ChildProcess[] = [];
    try {
      for (const [number, action] of [
        ['tcp', 'protocol="tcp" template="RSYSLOG_SyslogProtocol23Format"'],
        ['tcp', 'protocol="tcp" TCP_Framing="octet-counted" template="RSYSLOG_SyslogProtocol23Format"'],
        ['udp', 'protocol="udp" template="RSYSLOG_TraditionalForwardFormat"'],
      ].entries()) {
        const [transport, how] = action as [config.SyslogListener['transport'], string];
        const port = await listen({ transport, machines: { 'cnc-7': 'mill' }, perSecond: 100_000 });
        const input = createSocket('udp4');
        await new Promise<void>((resolve) => input.bind(0, '127.0.0.1', resolve));
        const own = input.address().port;
        await new Promise<void>((resolve) => input.close(() => resolve()));
        const file = join(folder, `${number}.conf`);
        await writeFile(
          file,
          `global(workDirectory="${folder}" localHostname="cnc-7")
module(load="imudp") input(type="imudp" address="127.0.0.1" port="${own}")
action(type="omfwd" target="127.0.0.1" port="${port}" ${how})\n`,
        );
        const daemon = spawn('rsyslogd', ['-n', '-f', file, '-i', join(folder, `${number}.pid`)], {
          stdio: 'ignore',
        });
        daemons.push(daemon);
        const app = createSocket('udp4');
        const say = (text: string) => new Promise((resolve) => app.send(text, own, '127.0.0.1', resolve));
        const heard = (text: string) => stored.filter(({ message }) => message.trim() === text).length;
        await expect
          .poll(
            async () => {
              await say('<13>Mar  2 06:00:14 cnc-7 plc[12]: is it up');
              return heard('is it up');
            },
            {
              timeout: 10_000,
            },
          )
          .toBeGreaterThan(0);
        for (let each = 0; each < 100; each += 1)
          await say(`<11>Mar  2 06:00:14 cnc-7 plc[12]: door ${each}`);
        await expect
          .poll(() => stored.filter(({ message }) => message.trim().startsWith('door')).length, {
            timeout: 10_000,
          })
          .toBe(100);
        expect(stored.find(({ message }) => message.trim() === 'door 99')).toMatchObject({
          machine: 'mill',
          severity: 17,
          attributes: { hostname: 'cnc-7', appName: 'plc', procId: '12' },
        });
        app.close();
        daemon.kill();
        await new Promise((resolve) => daemon.once('exit', resolve));
        await ports!.stop();
        ports = undefined;
      }
    } finally {
      for (const daemon of daemons) daemon.kill('SIGKILL');
      await rm(folder, { recursive: true });
    }
  },
  60_000,
);
