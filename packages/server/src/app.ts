/** The composition root: read it and you know the program. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '@mantinel/contract';
import { backupShelf } from './backup/backup-shelf.ts';
import { configFile } from './config/config-file.ts';
import { saveMachine } from './config/save-machine.ts';
import { keepDiskForecast } from './disk-forecast.ts';
import { accessLog } from './features/access-log/access-log.ts';
import { alarmRules } from './features/alarms/alarm-rules.ts';
import { wholeEpisodes } from './features/alarms/known-episodes.ts';
import { liveAlarms } from './features/alarms/live-alarms.ts';
import { peopleNames } from './features/alarms/people-names.ts';
import { rationalisationService } from './features/alarms/rationalisation.ts';
import { alarmsService } from './features/alarms/service.ts';
import { alarmStatistics } from './features/alarms/statistics.ts';
import { whyStopped } from './features/alarms/why-stopped.ts';
import { annotationsService } from './features/annotations/service.ts';
import { auditService } from './features/audit/service.ts';
import { auditTask } from './features/audit/task.ts';
import { backupsService } from './features/backups/service.ts';
import { backupTasks } from './features/backups/tasks.ts';
import { explanations } from './features/catalogue/explanations.ts';
import { catalogueService } from './features/catalogue/service.ts';
import { shopEntries } from './features/catalogue/shop-entries.ts';
import { configurationService } from './features/configuration/service.ts';
import { dataService } from './features/data/service.ts';
import { eventsService } from './features/events/service.ts';
import { tailFiles } from './features/ingest/files/tail-files.ts';
import { ingestService } from './features/ingest/service.ts';
import { syslogPorts } from './features/ingest/syslog/syslog-ports.ts';
import { type ExpiryWatch, expiryWatch } from './features/keys/expiry-watch.ts';
import { keysService } from './features/keys/service.ts';
import { machineConnections } from './features/machines/connections/service.ts';
import { deviceModels } from './features/machines/device-models.ts';
import { machineHall } from './features/machines/machine-hall.ts';
import { recordings } from './features/machines/recordings.ts';
import { uploadedModels } from './features/machines/uploaded-models.ts';
import { deliverNotification } from './features/notifications/deliver-notification.ts';
import { notifications } from './features/notifications/notifications.ts';
import { sendMail } from './features/notifications/send-mail.ts';
import { sendOtlp } from './features/otlp-out/send-otlp.ts';
import { grantsService } from './features/people/grants.ts';
import { peopleService } from './features/people/service.ts';
import { calendars } from './features/plant/calendars.ts';
import { plantView } from './features/plant/plant-view.ts';
import { plantService } from './features/plant/service.ts';
import { jobsService } from './features/production/jobs.ts';
import { partsService } from './features/production/parts.ts';
import { retentionService } from './features/retention/service.ts';
import { firstRun } from './features/session/first-run.ts';
import { knownSenders } from './features/session/senders/known-senders.ts';
import { signInServices } from './features/session/sign-in-services.ts';
import { shiftReports } from './features/shift-report/service.ts';
import { metrics } from './features/status/metrics.ts';
import { statusService } from './features/status/service.ts';
import { liveStream } from './features/stream/live-stream.ts';
import { type Tasks, tasksService } from './features/tasks/service.ts';
import { tidyStore } from './features/tasks/tidy-store.ts';
import { tokensService } from './features/tokens/service.ts';
import { trustService } from './features/trust/service.ts';
import { savedViewsService } from './features/views/service.ts';
import { deliverTask, deliverWebhook } from './features/webhooks/deliver-webhook.ts';
import { reportEvents } from './features/webhooks/report-events.ts';
import { sealReadable } from './features/webhooks/seal-secret.ts';
import { webhooksService } from './features/webhooks/service.ts';
import { keepHouse } from './housekeeping.ts';
import { serve } from './http/serve.ts';
import type { Outgoing } from './outgoing/outgoing.ts';
import { createLog } from './own-log/log.ts';
import type { LogRecord } from './own-log/log-record.ts';
import { ownLog } from './own-log/own-log.ts';
import { type Parts, systemParts } from './parts.ts';
import { checkpointProjections, keepRetention } from './retention.ts';
import { keyedHash } from './secrets/keyed-hash.ts';
import { secretBox } from './secrets/secret-box.ts';
import type { Services } from './services.ts';
import { watchClock } from './steady-clock.ts';
import { tellStoreState } from './tell-store-state.ts';
import { encryption } from './tls/encryption.ts';
import { type NetworkAddress, networkAddress } from './tls/network-address.ts';

export interface StartOptions {
  /** Validated, with absolute paths, as `loadConfig` gives it. */
  readonly config: Config;
  /** Where a machine connected at run time is written (created when missing); without it such a machine lasts until the stop. */
  readonly configFile?: string | undefined;
  /** Settings that the environment or the command line gives, over the file. */
  readonly overridden?: Readonly<Record<string, 'environment' | 'command'>>;
  /** True while the bundled demonstration runs: every screen is labelled, and read without signing in on this computer. */
  readonly demo: boolean;
  /** Folder of the built screens; `packages/web/dist` when left out. */
  readonly webRoot?: string | undefined;
  /** Cancels the start between its stages and, once started, stops the program. */
  readonly signal?: AbortSignal | undefined;
  /** Takes the program's own log lines, ready for a terminal; stderr when left out. */
  readonly log?: ((line: string) => void) | undefined;
}

export interface App {
  /** Address of the panel. */
  readonly url: string;
  /** How it is opened from other computers; undefined where it is not, or is not encrypted. */
  readonly network: NetworkAddress | undefined;
  /** One-time link that creates the owner account; undefined once an owner is known to exist. */
  readonly setupUrl: string | undefined;
  /** Resolves when everything that was opened is closed. Safe to call twice. */
  stop(): Promise<void>;
}

/** Throws the `AppError` of what could not be opened, or the signal's reason; then nothing is left open. */
export async function start(options: StartOptions, parts: Parts = systemParts()): Promise<App> {
  const { config, demo, signal } = options;
  const { clock, randomBytes } = parts;
  const { nowUs } = clock;
  const write = options.log ?? ((line: string) => void process.stderr.write(line));
  const version = await readVersion();
  let record: (line: LogRecord) => void = () => undefined;
  const log = createLog({ write, nowUs, record: (line) => record(line) });

  // Last opened, first closed; whatever throws on the way closes what is open already.
  await using opening = new AsyncDisposableStack();
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
  const projections = store.startProjections(logbook, rules);
  const live = opening.adopt(liveAlarms({ logbook, site: config.site, rules, nowUs, log }), (opened) =>
    opened.stop(),
  );

  const { ownNames, certificateCheckMs: checkEveryMs } = parts;
  const encrypted = opening.adopt(
    await encryption({ config, ownNames, checkEveryMs, nowUs, randomBytes, log }),
    (opened) => opened.stop(),
  );
  signal?.throwIfAborted();

  const first = await firstRun(logbook, randomBytes);
  let running = config;
  const disk = opening.adopt(
    keepDiskForecast({
      folder: config.data,
      logbook,
      ...(logbook.freeBytes && { freeBytes: logbook.freeBytes }),
      reserveBytes: config.logbook.reserveMiB * 2 ** 20,
      keptDays: () => running.logbook.retentionDays.developer,
      nowUs,
      log,
    }),
    (opened) => opened.stop(),
  );
  const siteRetentionDays = () => running.logbook.siteRetentionDays;
  const retentionDays = () => running.logbook.retentionDays;
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

  const file = options.configFile === undefined ? undefined : configFile(options.configFile);
  const machines = opening.adopt(
    machineHall({
      machines: config.machines,
      site: config.site,
      demo,
      logbook,
      openSource: (machine) => parts.openSource(machine, config),
      ...(file === undefined ? {} : { save: (machine) => saveMachine(file, machine) }),
      clock,
      log,
    }),
    (opened) => opened.stop(),
  );
  opening.defer(keepHouse({ store, logbook, firstRun: first, config, machines: machines.configured, log }));
  const shelf = backupShelf(config.backup.folder);
  const backups = opening.adopt(
    backupsService({
      shelf,
      config,
      settings: () => running.backup,
      configFile: options.configFile,
      tasks: () => tasks,
      nowUs,
      randomBytes,
      log,
    }),
    (opened) => opened.stop(),
  );
  // Asked for before it is there, by screens that are not yet.
  let endings: ExpiryWatch | undefined;
  const status = statusService({
    version,
    demo,
    logbook,
    store,
    backup: backups.health,
    disk: disk.view,
    encryption: () => {
      const { mode, problem } = encrypted.certificate;
      const [wrong, next] = [problem(), endings?.next()];
      return { mode, ...(wrong && { problem: wrong.message }), ...(next && { next }) };
    },
    nowUs,
  });
  const names = peopleNames(store, nowUs);
  const alarms = alarmsService({ live, rules, logbook, store, names, nowUs });
  const stream = opening.adopt(
    liveStream({
      logbook,
      machines,
      alarms: { onChange: live.onChange, views: alarms.views },
      status: status.status,
      clock,
      log,
      heartbeatMs: parts.heartbeatMs,
    }),
    (opened) => opened.close(),
  );
  const models = uploadedModels({ folder: join(config.data, 'device-models') });
  const senders = opening.adopt(
    knownSenders({
      file: join(config.data, 'known-senders.json'),
      keyed: keyedHash({ file: join(config.data, 'keys', 'senders.key'), randomBytes }),
      ...{ store, nowUs, log },
    }),
    (opened) => opened.stop(),
  );
  const view = plantView({
    places: store.places,
    site: config.site,
    machines: machines.names,
    remembered: senders.places,
    onKnown: senders.keepPlaces,
    nowUs,
  });
  const box = secretBox({ file: join(config.data, 'keys', 'secrets.key'), randomBytes });
  let way = parts.outgoing(config);
  const outgoing: Outgoing = {
    check: (url) => way.check(url),
    post: (request) => way.post(request),
    call: (request) => way.call(request),
    reach: (host, signal) => way.reach(host, signal),
  };
  const send = sendMail({
    outgoing,
    config: () => running.mail,
    password: () => parts.mailPassword(running),
  });
  const signIn = signInServices({
    config,
    parts,
    store,
    firstRun: first,
    plant: view,
    senders,
    box,
    outgoing,
    demo,
    log,
  });
  opening.defer(signIn.close);
  const { rightsChanged } = signIn.services.session;
  const tasks: Tasks = opening.adopt(
    tasksService({
      store,
      definitions: [
        tidyStore(store, nowUs, () => sealReadable(store, box)),
        deliverWebhook({ store, outgoing, box, siteOf: ({ place }) => view.siteOf(place), nowUs }),
        deliverNotification({ store, send, site: config.site, nowUs }),
        auditTask({ logbook, store, nowUs, log }),
        ...backupTasks({
          shelf,
          config,
          keep: () => running.backup.keep,
          configFile: options.configFile,
          version,
          parts,
          nowUs,
          log,
          made: backups.made,
        }),
      ],
      site: config.site,
      nowUs,
      log,
    }),
    (opened) => opened.stop(),
  );
  const reporter = opening.adopt(reportEvents({ logbook, store, view, tasks, nowUs, log }), (opened) =>
    opened.stop(),
  );
  if (config.otlpOut)
    opening.adopt(sendOtlp({ to: config.otlpOut, logbook, outgoing, nowUs, log }), (opened) => opened.stop());
  const configuration = configurationService({
    file,
    running: config,
    demo,
    overridden: options.overridden ?? {},
    apply: (changed) => {
      running = changed;
      way = parts.outgoing(changed);
    },
    site: view.site,
    nowUs,
  });
  const shop = opening.adopt(shopEntries({ store, log }), (opened) => opened.stop());
  const explained = explanations({
    shop: shop.of,
    modelsOf: shop.modelsOf,
    view,
    machineName: (machine) => machines.names().find(({ id }) => id === machine)?.name ?? machine,
  });
  const catalogue = { store, explanations: explained, site: config.site, nowUs };
  const keys = keysService({ store, encryption: encrypted, site: config.site, rightsChanged, nowUs });
  endings = opening.adopt(
    expiryWatch({ keys, folder: encrypted.keys, everyMs: checkEveryMs, nowUs, log }),
    (opened) => opened.stop(),
  );
  const calendar = calendars({ store, view, nowUs });
  let panelUrl = '';
  const told = opening.adopt(
    notifications({
      ...{ logbook, store, live, tasks, view, calendars: calendar, explanations: explained, machines },
      ...{
        send,
        webhookTask: deliverTask,
        disk: disk.view,
        panelUrl: () => panelUrl,
        everyMs: parts.notifyEveryMs,
      },
      ...{ site: config.site, nowUs, log },
    }),
    (opened) => opened.stop(),
  );
  const events = eventsService({
    logbook,
    surroundings: async () => ({
      timeZone: await calendar.timeZone(view.site),
      machineName: view.machineName,
      nowUs: nowUs(),
    }),
  });
  const ingest = ingestService({ logbook, site: config.site, nowUs });
  const syslog = opening.adopt(
    syslogPorts({
      listeners: config.ingest.syslog,
      site: config.site,
      logbook,
      certificate: encrypted.certificate.inUse,
      nowUs,
      log,
    }),
    (opened) => opened.stop(),
  );
  opening.adopt(tailFiles({ files: config.ingest.files, site: config.site, logbook, nowUs, log }), (opened) =>
    opened.stop(),
  );
  const services: Services = {
    ...signIn.services,
    accessLog: access,
    plantView: view,
    plant: plantService({ store, view, machines: machines.names, nowUs }),
    calendars: calendar,
    people: peopleService({
      store,
      logbook,
      backups: config.backup.folder,
      site: config.site,
      rightsChanged,
      nowUs,
      randomBytes,
    }),
    grants: grantsService({ store, site: config.site, rightsChanged, nowUs }),
    tokens: tokensService({ store, site: config.site, rightsChanged, nowUs, randomBytes }),
    trust: trustService(encrypted.local),
    keys,
    parts: partsService(store, { site: config.site, nowUs }),
    jobs: jobsService(store, { site: config.site, nowUs }),
    tasks,
    configuration,
    audit: auditService({ logbook, store, tasks, site: config.site, nowUs }),
    retention: retentionService({
      logbook,
      configuration,
      site: config.site,
      days: retentionDays,
      sites: siteRetentionDays,
      nextRunUs: retention.nextRunUs,
    }),
    data: dataService({
      store,
      // A file may hold thousands of explanations; they are read again once, when it was brought in.
      services: () => ({
        ...services,
        catalogue: catalogueService({ ...catalogue, reload: async () => undefined }),
      }),
      brought: shop.reload,
      site: view.site,
      nowUs,
    }),
    notifications: told.service,
    webhooks: webhooksService({
      store,
      outgoing,
      box,
      tasks,
      changed: reporter.changed,
      site: config.site,
      nowUs,
      randomBytes,
    }),
    backups,
    explanations: explained,
    catalogue: catalogueService({ ...catalogue, reload: shop.reload }),
    alarms,
    alarmStatistics: alarmStatistics({ rules, logbook, store, nowUs }),
    rationalisation: rationalisationService(store, { site: config.site, nowUs }),
    whyStopped: whyStopped({ live, logbook, store, names }),
    events,
    savedViews: savedViewsService(store),
    annotations: annotationsService({ store, events, site: config.site, nowUs }),
    shiftReports: shiftReports({
      ...{ logbook, store, view, nowUs },
      alarmEpisodes: wholeEpisodes({ live, store }),
      calendars: calendar,
      explanations: explained,
    }),
    ingest,
    machines,
    deviceModels: opening.adopt(deviceModels({ machines, store, logbook, log }), (opened) => opened.close()),
    connections: machineConnections({
      machines,
      file,
      openSource: (machine) => parts.openSource(machine, config),
      site: view.site,
      changed: view.changed,
      nowUs,
    }),
    recordings: recordings({ folder: join(config.data, 'recordings'), machines, models }),
    uploadedModels: models,
    stream,
    status,
    metrics: metrics({ logbook, store, machines, stream, ownLog: own, ingest, syslog }),
  };
  const webRoot = options.webRoot ?? fileURLToPath(new URL('../../web/dist', import.meta.url));
  const served = await serve({ config, parts, services, store, box, encrypted, version, webRoot, log });
  opening.defer(served.close);
  const { url, port } = served;
  log.info({ code: 'server.started', url, machines: config.machines.length }, `Mantinel is at ${url}`);
  signal?.throwIfAborted();

  const opened = opening.move();
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= opened.disposeAsync();
    return stopped;
  };
  signal?.addEventListener('abort', () => {
    stop().catch((error: unknown) => write(`Mantinel did not stop cleanly: ${(error as Error).stack}\n`));
  });
  const token = first.token();
  const inUse = encrypted.certificate.inUse();
  const { host, tls } = config.http;
  const network = networkAddress({ host, port, names: tls.names, own: ownNames(), inUse });
  panelUrl = network?.urls[0] ?? url;
  return { url, network, setupUrl: token === undefined ? undefined : `${url}/setup#${token}`, stop };
}

async function readVersion(): Promise<string> {
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
