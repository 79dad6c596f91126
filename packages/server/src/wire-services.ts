/** Every service, wired to what it needs: read it and you know the program. */
import { join } from 'node:path';
import { backupShelf } from './backup/backup-shelf.ts';
import { configFile } from './config/config-file.ts';
import { saveMachine } from './config/save-machine.ts';
import { wholeEpisodes } from './features/alarms/known-episodes.ts';
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
import { harvesting } from './features/harvest/harvesting.ts';
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
import { answerByRules } from './features/program-inbox/answer-by-rules.ts';
import { programRulesService } from './features/program-inbox/program-rules.ts';
import { programInboxService } from './features/program-inbox/service.ts';
import { outcomesService } from './features/projects/outcomes.ts';
import { programsService } from './features/projects/programs.ts';
import { projectsService } from './features/projects/projects.ts';
import { runsService } from './features/projects/runs.ts';
import { similarService } from './features/projects/similar/similar.ts';
import { retentionService } from './features/retention/service.ts';
import { programRuns } from './features/runs/program-runs.ts';
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
import type { Foundation } from './open-foundation.ts';
import type { Outgoing } from './outgoing/outgoing.ts';
import type { Parts } from './parts.ts';
import { keyedHash } from './secrets/keyed-hash.ts';
import type { SecretBox } from './secrets/secret-box.ts';
import { secretBox } from './secrets/secret-box.ts';
import type { Services } from './services.ts';
import type { StartOptions } from './start-options.ts';

export interface WiringOptions {
  readonly options: StartOptions;
  readonly parts: Parts;
  readonly foundation: Foundation;
  /** Takes up whatever is opened. */
  readonly opening: AsyncDisposableStack;
  /** Where the panel is reached by people; asked when a message is written. */
  readonly panelUrl: () => string;
}

export interface Wired {
  readonly services: Services;
  readonly box: SecretBox;
}

export function wireServices({ options, parts, foundation, opening, panelUrl }: WiringOptions): Wired {
  const { config, demo } = options;
  const { clock, randomBytes, certificateCheckMs: checkEveryMs } = parts;
  const { nowUs } = clock;
  const { version, log, own, logbook, access, store, rules, live } = foundation;
  const { encrypted, first, running, disk, retention, retentionDays, siteRetentionDays } = foundation;
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
      settings: () => running.config.backup,
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
    config: () => running.config.mail,
    password: () => parts.mailPassword(running.config),
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
  const harvests = harvesting({
    ...{ store, data: config.data, tasks: () => tasks, site: config.site, nowUs, log },
    reserveBytes: config.logbook.reserveMiB * 2 ** 20,
  });
  const tasks: Tasks = opening.adopt(
    tasksService({
      store,
      definitions: [
        tidyStore(store, nowUs, () => sealReadable(store, box)),
        deliverWebhook({ store, outgoing, box, siteOf: ({ place }) => view.siteOf(place), nowUs }),
        deliverNotification({ store, send, site: config.site, nowUs }),
        auditTask({ logbook, store, nowUs, log }),
        harvests.task,
        answerByRules({ store, nowUs, log }),
        ...backupTasks({
          shelf,
          config,
          keep: () => running.config.backup.keep,
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
  harvests.watch();
  opening.defer(harvests.stop);
  const reporter = opening.adopt(reportEvents({ logbook, store, view, tasks, nowUs, log }), (opened) =>
    opened.stop(),
  );
  const { giveWay } = foundation.traffic;
  opening.adopt(programRuns({ logbook, store, nowUs, log, giveWay }), (opened) => opened.stop());
  if (config.otlpOut)
    opening.adopt(sendOtlp({ to: config.otlpOut, logbook, outgoing, nowUs, log }), (opened) => opened.stop());
  const configuration = configurationService({
    file,
    running: config,
    demo,
    overridden: options.overridden ?? {},
    apply: (changed) => {
      running.config = changed;
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
  const told = opening.adopt(
    notifications({
      ...{ logbook, store, live, tasks, view, calendars: calendar, explanations: explained, machines },
      ...{
        send,
        webhookTask: deliverTask,
        disk: disk.view,
        panelUrl,
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
    projects: projectsService(store),
    programs: programsService(store),
    similar: similarService(store),
    runs: runsService({ store, names, site: config.site, nowUs }),
    outcomes: outcomesService({ store, names, site: config.site, nowUs }),
    harvest: harvests.service,
    programInbox: programInboxService({ store, tasks: () => tasks, site: config.site, nowUs }),
    programRules: programRulesService({ store, tasks: () => tasks, names, site: config.site, nowUs }),
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
  return { services, box };
}
