/** What everything else stands on: logbook, own log, store, alarms, encryption, disk and retention. Opened in this order. */
import { readFile } from 'node:fs/promises';
import type { Config } from '@mantinel/contract';
import { keepDiskForecast } from './disk-forecast.ts';
import { accessLog } from './features/access-log/access-log.ts';
import { alarmRules } from './features/alarms/alarm-rules.ts';
import { liveAlarms } from './features/alarms/live-alarms.ts';
import { firstRun } from './features/session/first-run.ts';
import { traffic } from './http/give-way.ts';
import { createLog } from './own-log/log.ts';
import type { LogRecord } from './own-log/log-record.ts';
import { ownLog } from './own-log/own-log.ts';
import type { Parts } from './parts.ts';
import { checkpointProjections, keepRetention } from './retention.ts';
import type { StartOptions } from './start-options.ts';
import { watchClock } from './steady-clock.ts';
import { tellStoreState } from './tell-store-state.ts';
import { encryption } from './tls/encryption.ts';

/** As it holds now: settings that need no restart are taken from here each time. */
export interface Running {
  config: Config;
}

export type Foundation = Awaited<ReturnType<typeof openFoundation>>;

/** Whatever is opened goes onto `opening`. Throws the `AppError` of what could not be opened, or the signal's reason. */
export async function openFoundation(
  { config, signal, ...options }: StartOptions,
  { parts, opening }: { parts: Parts; opening: AsyncDisposableStack },
) {
  const { clock, randomBytes } = parts;
  const { nowUs } = clock;
  const write = options.log ?? ((line: string) => void process.stderr.write(line));
  const version = await readVersion();
  let record: (line: LogRecord) => void = () => undefined;
  const log = createLog({ write, nowUs, record: (line) => record(line) });

  signal?.throwIfAborted();

  const logbook = opening.adopt(
    await parts.openLogbook(config, (err) =>
      log.error({ code: 'logbook.background', err }, 'the logbook met a problem in the background'),
    ),
    (opened) => opened.close(),
  );
  const own = opening.adopt(ownLog({ logbook, site: config.site, nowUs, complain: write }), (opened) =>
    opened.close(),
  );
  record = own.record;
  log.info(
    { code: 'server.starting', version, node: logbook.node, epoch: logbook.epoch },
    'Mantinel is starting',
  );
  signal?.throwIfAborted();
  const access = opening.adopt(accessLog({ logbook, site: config.site, nowUs, log }), (opened) =>
    opened.stop(),
  );

  opening.adopt(watchClock({ nowUs, log }), (opened) => opened.stop());

  // Comes up in the background: machines and screens never wait for it.
  const store = opening.adopt(parts.openStore(config, log, logbook.personal.sealEvent), (opened) =>
    opened.close(),
  );
  opening.defer(tellStoreState({ store, log }));
  const rules = alarmRules(config.alarms);
  const asked = traffic();
  const { giveWay } = asked;
  const projections = store.startProjections(logbook, rules, giveWay);
  const live = opening.adopt(
    liveAlarms({ logbook, site: config.site, rules, nowUs, log, giveWay }),
    (opened) => opened.stop(),
  );

  const { ownNames, certificateCheckMs: checkEveryMs } = parts;
  const encrypted = opening.adopt(
    await encryption({ config, ownNames, checkEveryMs, nowUs, randomBytes, log }),
    (opened) => opened.stop(),
  );
  signal?.throwIfAborted();

  const first = await firstRun(logbook, randomBytes);
  const running: Running = { config };
  const disk = opening.adopt(
    keepDiskForecast({
      folder: config.data,
      logbook,
      ...(logbook.freeBytes && { freeBytes: logbook.freeBytes }),
      reserveBytes: config.logbook.reserveMiB * 2 ** 20,
      keptDays: () => running.config.logbook.retentionDays.developer,
      nowUs,
      log,
    }),
    (opened) => opened.stop(),
  );
  const siteRetentionDays = () => running.config.logbook.siteRetentionDays;
  const retentionDays = () => running.config.logbook.retentionDays;
  const retention = opening.adopt(
    keepRetention({
      logbook,
      days: retentionDays,
      sites: siteRetentionDays,
      before: async () => {
        await live.checkpoint();
        await checkpointProjections(projections, { site: config.site, log });
      },
      nowUs,
      log,
    }),
    (opened) => opened.stop(),
  );
  signal?.throwIfAborted();

  return {
    ...{ version, write, log, own, logbook, access, store, rules, live, traffic: asked },
    ...{ encrypted, first, running, disk, retention, retentionDays, siteRetentionDays },
  };
}

async function readVersion(): Promise<string> {
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
