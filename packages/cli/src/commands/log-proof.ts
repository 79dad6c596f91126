/** `mantinel log verify` and `mantinel log prove`: whether the log is as it was signed, and a file that proves one event. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError, EventProof } from '@mantinel/contract';
import { parseEventId } from '@mantinel/domain';
import { type EventStore, type Flaw, parseHead } from '@mantinel/logbook';
import { loadConfig, systemParts } from '@mantinel/server';
import { Command } from 'commander';
import type { Context, Outcome } from '../context.ts';
import { localUrl } from '../doctor/address.ts';
import { type EnterOptions, enterOptions, enterServer } from '../enter-server.ts';

interface ProofOptions extends EnterOptions {
  readonly config?: string;
}

export function verifyCommand(context: Context, outcome: Outcome): Command {
  const { out, err } = context.terminal;
  return new Command('verify')
    .description('read the whole log and hold it against what was signed; Mantinel must not run')
    .option('--config <file>', 'configuration that names the data folder')
    .option('--head <file>', 'a signed head that was kept elsewhere: whether this log still continues it')
    .option('--key <key>', 'the key by which it must be signed, as the page "Audit trail" shows it')
    .action(async (options: { config?: string; head?: string; key?: string }) => {
      const { config } = await loadConfig({ file: options.config, env: context.env, cwd: context.cwd });
      const kept =
        options.head === undefined ? undefined : await readHead(resolve(context.cwd, options.head));
      const logbook = await systemParts().openLogbook(config);
      try {
        await logbook.proof.seal();
        const { flaws, events, signed, removed, uncovered } = await logbook.proof.verify({
          signal: context.signal,
          ...(kept && { kept }),
          ...(options.key !== undefined && { key: options.key }),
        });
        out(
          `${events} events read, ${signed} under a signed head, ${removed} removed under signed tombstones.`,
        );
        if (uncovered > 0) out(`${uncovered} were recorded before heads were signed.`);
        for (const flaw of flaws) err(describe(flaw));
        if (flaws.length > 0) outcome.exitCode = 1;
        else out('Everything is as it was signed.');
      } finally {
        await logbook.close();
      }
    });
}

export function proveCommand(context: Context): Command {
  return new Command('prove')
    .description('write a file that proves one event to whoever has neither this log nor this program')
    .argument('<event>', 'its permalink: node.epoch.seq')
    .option('--out <file>', 'where to; EVENT.proof.json when left out')
    .option('--config <file>', 'configuration that names the data folder')
    .addOption(enterOptions.user)
    .addOption(enterOptions.token)
    .action(async (event: string, options: ProofOptions & { out?: string }) => {
      const proof = await proofOf(event, options, context);
      const file = resolve(context.cwd, options.out ?? `${event}.proof.json`);
      await writeFile(file, `${JSON.stringify(proof, undefined, 2)}\n`);
      context.terminal.out(`${file}: leaf ${proof.index} of ${proof.size}, signed by ${proof.key}`);
    });
}

async function proofOf(event: string, options: ProofOptions, context: Context): Promise<EventProof> {
  const { config } = await loadConfig({ file: options.config, env: context.env, cwd: context.cwd });
  const identity = parseEventId(event);
  if (!identity) throw new AppError('event.notFound');
  let logbook: EventStore;
  try {
    logbook = await systemParts().openLogbook(config);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'logbook.locked') throw error;
    const api = await enterServer(localUrl(config.http), options, context);
    return api
      .ask(`/api/v1/events/${encodeURIComponent(event)}/proof`, EventProof)
      .finally(() => api.close());
  }
  try {
    await logbook.proof.seal();
    return EventProof.parse({ ...(await logbook.proof.prove(identity)) });
  } finally {
    await logbook.close();
  }
}

async function readHead(file: string) {
  const head = parseHead(await readFile(file, 'utf8'));
  if (head) return head;
  const problem = `${file} is no signed head`;
  throw new AppError('command.invalid', {
    data: { problem, remedy: 'Take one from the page "Audit trail": a few lines of text with a signature.' },
  });
}

function describe(flaw: Flaw): string {
  switch (flaw.kind) {
    case 'altered':
    case 'missing':
    case 'forgedRemoval': {
      const what = {
        altered: 'was altered',
        missing: 'is gone, and nothing signed says so',
        forgedRemoval: 'is gone, and what says so was not signed by this key',
      }[flaw.kind];
      return `${flaw.file} ${what}: events ${flaw.fromSeq} to ${flaw.toSeq} of epoch ${flaw.epoch}`;
    }
    case 'otherRoot':
      return `Tree ${flaw.tree}: leaves ${flaw.fromLeaf} to ${flaw.size - 1} are not those that were signed`;
    case 'forgedHead':
      return `Tree ${flaw.tree}: the head of ${flaw.size} leaves was not signed by this key`;
    case 'older':
      return `Tree ${flaw.tree}: a head of ${flaw.size} leaves was signed, here are ${flaw.here}: this log is older, or was cut`;
  }
}
