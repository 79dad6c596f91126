/** One valid request for each route, about something of the site `plant`. The permission walk fails when a route has none. */

import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Enrolment, paths } from '@mantinel/contract';
import { enterpriseRoot, type PlaceId } from '@mantinel/domain';
import { manifestText } from '../../src/backup/backup-folder.ts';
import { hashPassword } from '../../src/features/session/passwords/argon2.ts';
import { administrationSamples } from './administration-samples.ts';
import { alarmSamples } from './alarm-samples.ts';
import { appCode } from './app-code.ts';
import { harvestSamples } from './harvest-samples.ts';
import { programSamples } from './program-samples.ts';
import type { MakeSample, Sample } from './sample.ts';
import { signInSamples } from './sign-in-samples.ts';
import { markOf, type PlantApp } from './start-plant-app.ts';

let count = 0;
const newName = (): string => {
  count += 1;
  return `sample-${count}`;
};
const json = (body: unknown, headers: Record<string, string> = {}): Sample => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const plain = () => undefined;

const ifMatch = (version: number | undefined): Record<string, string> =>
  version === undefined ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` };
const at = (path: string, id: string): string => path.replace(':id', id);

const line: PlaceId = 'line:milling';
const calendar = {
  timeZone: 'Europe/Bratislava',
  weekly: [{ name: `Early ${markOf('plant')}`, start: '06:00', end: '14:00', breaks: [], weekdays: [1] }],
  exceptions: [],
};
const ownCalendar = async ({ store }: PlantApp) => {
  const known = await store.shiftCalendars.get(line);
  return known ?? store.shiftCalendars.set({ place: line, calendar: { ...calendar, weekly: [] } });
};
const newPerson = ({ store }: PlantApp) =>
  store.people.create({ name: `${markOf('plant')} ${newName()}`, place: 'site:plant' });

const newPart = ({ store }: PlantApp) =>
  store.parts.add({ place: 'site:plant', number: newName(), name: `Flange ${markOf('plant')}` });
const newJob = async (app: PlantApp) =>
  app.store.jobs.add({
    place: line,
    number: newName(),
    part: (await newPart(app)).id,
    quantity: 1,
    operations: [{ number: 10, name: `Mill ${markOf('plant')}`, place: 'machine:mill' }],
  });

const savedView = { name: 'Doors', search: 'query=door' };
const newView = async ({ store }: PlantApp, asking?: { id: string }) => {
  const owner = asking?.id ?? (await newPerson({ store } as PlantApp)).id;
  return (await store.savedViews.add({ ...savedView, owner, most: 1000 })).id;
};
/** Written by whoever asks: nobody else may change it. */
const newAnnotation = async ({ store }: PlantApp, author?: { id: string }) => {
  const at = {
    site: 'plant',
    machine: 'mill',
    timeUs: 1_790_000_000_000_000,
    receivedUs: 1_790_000_000_000_000,
  };
  const by = author?.id ?? (await newPerson({ store } as PlantApp)).id;
  return (await store.annotations.add({ ...at, text: `Chips ${markOf('plant')}`, author: by })).id;
};

const webhook = {
  place: line,
  name: `Panel ${markOf('plant')}`,
  url: 'https://hooks.example/mantinel',
  level: 'operator',
  codes: ['none.of.these'],
} as const;
const explanation = {
  place: line,
  texts: { en: { title: `Chip conveyor jammed ${markOf('plant')}` } },
  source: markOf('plant'),
};
const newExplanation = async ({ store }: PlantApp) =>
  (await store.catalogueEntries.add({ ...explanation, model: '', code: `fanuc.${newName()}` })).id;

const rule = {
  name: `Night ${markOf('plant')}`,
  when: { kind: 'events', level: 'operator', codes: ['none.of.these'], text: '' },
  delayMinutes: 0,
  groupMinutes: 5,
  language: 'en',
  steps: [{ afterMinutes: 0, emails: [], browser: true }],
} as const;
const newRule = async ({ store }: PlantApp) =>
  (
    await store.notificationRules.add({
      ...rule,
      when: { ...rule.when, codes: [...rule.when.codes] },
      steps: [{ afterMinutes: 0, emails: [], browser: true }],
      place: line,
    })
  ).id;

const newWebhook = async ({ store }: PlantApp) =>
  (await store.webhooks.add({ ...webhook, secret: `whsec_${markOf('plant')}` })).id;

/** Empty, but whole: what is begun with it is not waited for. */
async function newBackup({ folder }: PlantApp): Promise<string> {
  const target = join(folder, 'backups', 'sample');
  await mkdir(target, { recursive: true });
  const manifest = {
    format: 1 as const,
    version: '1',
    createdUs: 1,
    node: 'test',
    site: 'plant',
    head: { epoch: 1, seq: 1 },
    database: { schemaVersion: 0, migrations: [], serverVersion: '18', tables: [], sequences: [] },
    files: [],
    leftOut: [],
  };
  await writeFile(join(target, 'mantinel-backup.json'), manifestText(manifest));
  return 'sample';
}

const token = (name = newName()) => ({ name, permissions: ['event.read'], place: 'site:plant' });
const newDevice = async (app: PlantApp, role: 'kiosk' | 'machine' = 'kiosk') => {
  const { id } = await newPerson(app);
  await app.store.roleGrants.add({ person: id, role, place: 'site:plant', grantedBy: id });
  return id;
};
const newToken = ({ store }: PlantApp, person: string, kind: 'token' | 'certificate' = 'token') => {
  const name = `${markOf('plant')} ${newName()}`;
  return store.apiTokens.create({
    ...token(name),
    person,
    kind,
    place: 'site:plant',
    tokenHash: createHash('sha256').update(name).digest(),
    lastFour: 'abcd',
    expiresUs: Date.now() * 1000 + 3_600_000_000,
  });
};

const newIdentity = async ({ store }: PlantApp, person: string) => {
  const identity = { issuer: 'https://login.example', subject: newName(), person, label: markOf('plant') };
  return (await store.identities.link(identity)).id;
};

const newSession = async ({ store }: PlantApp, person: string) => {
  const tokenHash = createHash('sha256').update(newName()).digest();
  await store.sessions.create({ tokenHash, person, expiresUs: Date.now() * 1000 + 3_600_000_000 });
  return (await store.sessions.find(tokenHash))!.id;
};

async function codeOfNewFactor({ store, fetch }: PlantApp, asking: { id: string; cookie: string }) {
  await store.secondFactors.remove(asking.id);
  const answer = await fetch(paths.secondFactor, { method: 'POST', headers: { cookie: asking.cookie } });
  return appCode(((await answer.json()) as Enrolment).secret);
}

let hash: Promise<string> | undefined;
/** Made once: it is slow by design. */
const presentHash = (): Promise<string> => {
  hash ??= hashPassword('correct horse');
  return hash;
};

/** Past the service, which the walk holds no end of; due tomorrow, so that nobody begins it. */
const newTask = async ({ store }: PlantApp, state: 'created' | 'failed'): Promise<string> => {
  const { rows } = await store.statements.executeSql(
    `insert into mantinel_tasks.job (name, state, start_after) values ('store.tidy', $1, now() + interval '1 day') returning id::text`,
    [state],
  );
  return String(rows[0]!.id);
};

/** By method and path, as routes are declared. */
export const samples: Readonly<Record<string, MakeSample>> = {
  ...administrationSamples,
  ...alarmSamples,
  ...programSamples,
  ...harvestSamples,
  ...signInSamples,
  [`GET ${paths.session}`]: plain,
  [`POST ${paths.session}`]: () => json({ name: newName(), password: 'wrong' }),
  [`DELETE ${paths.session}`]: plain,
  [`POST ${paths.owner}`]: () => json({ token: 'none', name: newName(), password: 'correct horse' }),
  [`GET ${paths.status}`]: plain,
  [`GET ${paths.keys}`]: plain,
  [`POST ${paths.serverRenewal}`]: plain,
  [`POST ${paths.authorityReplacement}`]: plain,
  [`POST ${paths.personCertificates}`]: async (app) => ({
    path: at(paths.personCertificates, await newDevice(app, 'machine')),
    ...json({ name: 'edge', place: 'site:plant' }),
  }),
  [`DELETE ${paths.edgeCertificate}`]: async (app) => {
    const { id } = await newToken(app, (await newPerson(app)).id, 'certificate');
    return { path: at(paths.edgeCertificate, id) };
  },
  [`GET ${paths.trust}`]: plain,
  [`GET ${paths.trustFile}`]: () => ({ path: '/trust/trust.css' }),
  'GET /healthz': plain,
  'GET /readyz': plain,
  'GET /metrics': plain,
  'GET /docs/errors': plain,
  [`GET ${paths.machines}`]: plain,
  [`GET ${paths.machineItems}`]: () => ({ path: paths.machineItems.replace(':id', 'mill') }),
  [`POST ${paths.machines}`]: () => json({ connector: 'shdr', id: newName(), host: '127.0.0.1' }),
  [`POST ${paths.deviceModels}`]: () => ({
    path: `${paths.deviceModels}?file=Devices.xml`,
    headers: { 'content-type': 'application/xml' },
    body: '<MTConnectDevices><Devices><Device id="mill" name="mill" uuid="1"/></Devices></MTConnectDevices>',
  }),
  [`POST ${paths.recordings}`]: () => ({
    path: `${paths.recordings}?machine=${newName()}&file=x.shdr`,
    headers: { 'content-type': 'text/plain' },
    body: '2026-03-02T06:00:14Z|execution|ACTIVE\n',
  }),
  [`GET ${paths.events}`]: plain,
  [`GET ${paths.eventCounts}`]: plain,
  [`GET ${paths.eventFacets}`]: () => ({ path: `${paths.eventFacets}?by=path` }),
  [`GET ${paths.eventHistogram}`]: plain,
  [`GET ${paths.eventPatterns}`]: plain,
  [`GET ${paths.eventCompletions}`]: () => ({ path: `${paths.eventCompletions}?query=machine:&at=8` }),
  [`GET ${paths.eventExport}`]: () => ({ path: `${paths.eventExport}?format=ndjson` }),
  [`GET ${paths.shiftReport}`]: () => ({ path: `${paths.shiftReport}?place=${line}` }),
  [`GET ${paths.shiftReportFile}`]: () => ({ path: `${paths.shiftReportFile}?place=${line}&format=html` }),
  [`GET ${paths.event}`]: async ({ logbook }) => {
    const { events } = await logbook.page({
      scope: { sites: ['plant'], machines: ['mill'], withoutMachine: false },
      filter: { kinds: ['message'] },
      order: 'received',
      direction: 'newer',
      limit: 1,
    });
    const { node, epoch, seq } = events[0]!;
    return { path: paths.event.replace(':id', `${node}.${epoch}.${seq}`) };
  },
  [`GET ${paths.eventProof}`]: async ({ logbook }) => {
    await logbook.proof.seal();
    const { events } = await logbook.page({
      scope: { sites: ['plant'], machines: ['mill'], withoutMachine: false },
      filter: { kinds: ['message'] },
      order: 'received',
      direction: 'newer',
      limit: 1,
    });
    const { node, epoch, seq } = events[0]!;
    return { path: paths.eventProof.replace(':id', `${node}.${epoch}.${seq}`) };
  },
  [`GET ${paths.explanations}`]: () => ({ path: `${paths.explanations}?of=mill@source.lost` }),
  [`GET ${paths.catalogueShipped}`]: plain,
  [`GET ${paths.catalogueInbox}`]: plain,
  [`GET ${paths.catalogueEntries}`]: plain,
  [`POST ${paths.catalogueEntries}`]: () => json({ ...explanation, code: `fanuc.${newName()}` }),
  [`GET ${paths.catalogueEntry}`]: async (app) => ({
    path: at(paths.catalogueEntry, await newExplanation(app)),
  }),
  [`PUT ${paths.catalogueEntry}`]: async (app) => {
    const { place: _place, ...change } = explanation;
    return { path: at(paths.catalogueEntry, await newExplanation(app)), ...json(change, ifMatch(1)) };
  },
  [`DELETE ${paths.catalogueEntry}`]: async (app) => ({
    path: at(paths.catalogueEntry, await newExplanation(app)),
    headers: ifMatch(1),
  }),
  [`GET ${paths.stream}`]: plain,
  [`POST ${paths.password}`]: () => json({ token: 'none', password: 'correct horse' }),
  [`GET ${paths.places}`]: plain,
  [`POST ${paths.places}`]: () => json({ id: `area:${newName()}`, name: 'Hall', parent: 'site:plant' }),
  [`GET ${paths.place}`]: () => ({ path: at(paths.place, line) }),
  [`PATCH ${paths.place}`]: async ({ store }) => {
    const { version } = (await store.places.get(line))!;
    const name = `Milling ${markOf('plant')} ${newName()}`;
    return { path: at(paths.place, line), ...json({ name }, ifMatch(version)) };
  },
  [`DELETE ${paths.place}`]: async (app) => {
    // By the API, which knows at once what it added.
    const id = `area:${newName()}`;
    const { cookie } = await app.holder('platformOwner', enterpriseRoot);
    const body = json({ id, name: 'Hall', parent: 'site:plant' }, { cookie });
    await app.fetch(paths.places, { method: 'POST', ...body });
    return { path: at(paths.place, id), headers: ifMatch(1) };
  },
  [`GET ${paths.placeCalendar}`]: async (app) => {
    await ownCalendar(app);
    return { path: at(paths.placeCalendar, line) };
  },
  [`PUT ${paths.placeCalendar}`]: async ({ store }) => {
    const version = (await store.shiftCalendars.get(line))?.version;
    return { path: at(paths.placeCalendar, line), ...json({ calendar }, ifMatch(version)) };
  },
  [`DELETE ${paths.placeCalendar}`]: async (app) => {
    const { version } = await ownCalendar(app);
    return { path: at(paths.placeCalendar, line), headers: ifMatch(version) };
  },
  [`GET ${paths.placeShifts}`]: async (app) => {
    await ownCalendar(app);
    return { path: `${at(paths.placeShifts, line)}?fromUs=0&toUs=604800000000` };
  },
  [`GET ${paths.people}`]: () => ({ path: `${paths.people}?limit=200` }),
  [`POST ${paths.people}`]: () => json({ name: `${markOf('plant')} ${newName()}`, place: 'site:plant' }),
  [`GET ${paths.person}`]: async (app) => ({ path: at(paths.person, (await newPerson(app)).id) }),
  [`PATCH ${paths.person}`]: async (app) => {
    const { id, version } = await newPerson(app);
    return { path: at(paths.person, id), ...json({ disabled: true }, ifMatch(version)) };
  },
  [`DELETE ${paths.person}`]: async (app) => {
    const { id, version } = await newPerson(app);
    return { path: at(paths.person, id), headers: ifMatch(version) };
  },
  [`POST ${paths.personPasswordLink}`]: async (app) => ({
    path: at(paths.personPasswordLink, (await newPerson(app)).id),
  }),
  [`POST ${paths.ownPassword}`]: async ({ store }, asking) => {
    if (asking) await store.people.setPasswordHash(asking.id, await presentHash());
    return json({ present: 'correct horse', password: 'battery staple' });
  },
  [`POST ${paths.sessionProof}`]: async ({ store }, asking) => {
    if (asking) await store.people.setPasswordHash(asking.id, await presentHash());
    return json({ password: 'correct horse' });
  },
  [`GET ${paths.secondFactor}`]: plain,
  [`POST ${paths.secondFactor}`]: async ({ store }, asking) => {
    if (asking) await store.secondFactors.remove(asking.id);
    return undefined;
  },
  [`POST ${paths.secondFactorCode}`]: async (app, asking) =>
    json({ code: asking ? await codeOfNewFactor(app, asking) : '123456' }),
  [`DELETE ${paths.secondFactor}`]: plain,
  [`GET ${paths.personSecondFactor}`]: async (app) => ({
    path: at(paths.personSecondFactor, (await newPerson(app)).id),
  }),
  [`DELETE ${paths.personSecondFactor}`]: async (app) => ({
    path: at(paths.personSecondFactor, (await newPerson(app)).id),
  }),
  [`GET ${paths.singleSignOn}`]: plain,
  [`POST ${paths.singleSignOn}`]: () => json({ purpose: 'signIn' }),
  [`POST ${paths.singleSignOnAnswer}`]: () => json({ query: 'code=none&state=none' }),
  [`GET ${paths.identities}`]: plain,
  [`DELETE ${paths.identity}`]: async (app, asking) => ({
    path: at(paths.identity, asking ? await newIdentity(app, asking.id) : 'none'),
  }),
  [`GET ${paths.personIdentities}`]: async (app) => {
    const { id } = await newPerson(app);
    await newIdentity(app, id);
    return { path: at(paths.personIdentities, id) };
  },
  [`POST ${paths.personIdentities}`]: async (app) => ({
    path: at(paths.personIdentities, (await newPerson(app)).id),
    ...json({ subject: newName() }),
  }),
  [`DELETE ${paths.personIdentity}`]: async (app) => {
    const { id } = await newPerson(app);
    return { path: at(paths.personIdentity, id).replace(':identity', await newIdentity(app, id)) };
  },
  [`GET ${paths.sessions}`]: plain,
  [`DELETE ${paths.sessions}`]: plain,
  [`DELETE ${paths.oneSession}`]: async (app, asking) => ({
    path: at(paths.oneSession, asking ? await newSession(app, asking.id) : 'none'),
  }),
  [`GET ${paths.personSessions}`]: async (app) => ({
    path: at(paths.personSessions, (await newPerson(app)).id),
  }),
  [`DELETE ${paths.personSessions}`]: async (app) => ({
    path: at(paths.personSessions, (await newPerson(app)).id),
  }),
  [`DELETE ${paths.personSession}`]: async (app) => {
    const { id } = await newPerson(app);
    return { path: at(paths.personSession, id).replace(':session', await newSession(app, id)) };
  },
  [`GET ${paths.tokens}`]: plain,
  [`POST ${paths.tokens}`]: () => json(token()),
  [`DELETE ${paths.token}`]: async (app, asking) => ({
    path: at(paths.token, asking ? (await newToken(app, asking.id)).id : 'none'),
  }),
  [`GET ${paths.personTokens}`]: async (app) => {
    const { id } = await newPerson(app);
    await newToken(app, id);
    return { path: at(paths.personTokens, id) };
  },
  [`POST ${paths.personTokens}`]: async (app) => ({
    path: at(paths.personTokens, await newDevice(app)),
    ...json(token()),
  }),
  [`DELETE ${paths.personToken}`]: async (app) => {
    const { id } = await newPerson(app);
    return { path: at(paths.personToken, id).replace(':token', (await newToken(app, id)).id) };
  },
  [`GET ${paths.grants}`]: plain,
  [`POST ${paths.grants}`]: async (app) =>
    json({ person: (await newPerson(app)).id, role: 'viewer', place: 'site:plant' }),
  [`DELETE ${paths.grant}`]: async (app) => {
    const person = (await newPerson(app)).id;
    const grant = { person, role: 'viewer', place: 'site:plant', grantedBy: person } as const;
    return { path: at(paths.grant, (await app.store.roleGrants.add(grant)).id) };
  },
  [`GET ${paths.roles}`]: plain,
  [`GET ${paths.tasks}`]: plain,
  [`GET ${paths.deadLetters}`]: plain,
  [`GET ${paths.task}`]: async (app) => ({ path: at(paths.task, await newTask(app, 'created')) }),
  [`POST ${paths.taskRetry}`]: async (app) => ({ path: at(paths.taskRetry, await newTask(app, 'failed')) }),
  [`POST ${paths.taskCancel}`]: async (app) => ({
    path: at(paths.taskCancel, await newTask(app, 'created')),
  }),
  [`GET ${paths.savedViews}`]: plain,
  [`POST ${paths.savedViews}`]: () => json(savedView),
  [`GET ${paths.savedView}`]: async (app, asking) => ({
    path: at(paths.savedView, await newView(app, asking)),
  }),
  [`PUT ${paths.savedView}`]: async (app, asking) => ({
    path: at(paths.savedView, await newView(app, asking)),
    ...json({ ...savedView, name: 'Windows' }, ifMatch(1)),
  }),
  [`DELETE ${paths.savedView}`]: async (app, asking) => ({
    path: at(paths.savedView, await newView(app, asking)),
    headers: ifMatch(1),
  }),
  [`GET ${paths.annotations}`]: plain,
  [`POST ${paths.annotations}`]: () =>
    json({ place: 'machine:mill', timeUs: 1_790_000_000_000_000, text: `Chips ${markOf('plant')}` }),
  [`GET ${paths.annotation}`]: async (app, holder) => ({
    path: at(paths.annotation, await newAnnotation(app, holder)),
  }),
  [`PATCH ${paths.annotation}`]: async (app, holder) => ({
    path: at(paths.annotation, await newAnnotation(app, holder)),
    ...json({ text: `Chips and coolant ${markOf('plant')}` }, ifMatch(1)),
  }),
  [`DELETE ${paths.annotation}`]: async (app, holder) => ({
    path: at(paths.annotation, await newAnnotation(app, holder)),
    headers: ifMatch(1),
  }),
  [`GET ${paths.notificationRules}`]: plain,
  [`POST ${paths.notificationRules}`]: () => json({ ...rule, place: line }),
  [`GET ${paths.notificationRule}`]: async (app) => ({
    path: at(paths.notificationRule, await newRule(app)),
  }),
  [`PUT ${paths.notificationRule}`]: async (app) => ({
    path: at(paths.notificationRule, await newRule(app)),
    ...json({ ...rule, paused: true }, ifMatch(1)),
  }),
  [`DELETE ${paths.notificationRule}`]: async (app) => ({
    path: at(paths.notificationRule, await newRule(app)),
    headers: ifMatch(1),
  }),
  [`POST ${paths.notificationRuleTest}`]: async (app) => ({
    path: at(paths.notificationRuleTest, await newRule(app)),
  }),
  [`GET ${paths.notificationsTold}`]: async (app) => ({
    path: at(paths.notificationsTold, await newRule(app)),
  }),
  [`GET ${paths.webhooks}`]: plain,
  [`POST ${paths.webhooks}`]: () => json(webhook),
  [`GET ${paths.webhook}`]: async (app) => ({ path: at(paths.webhook, await newWebhook(app)) }),
  [`PUT ${paths.webhook}`]: async (app) => {
    const { place: _place, ...change } = webhook;
    return {
      path: at(paths.webhook, await newWebhook(app)),
      ...json({ ...change, paused: true }, ifMatch(1)),
    };
  },
  [`DELETE ${paths.webhook}`]: async (app) => ({
    path: at(paths.webhook, await newWebhook(app)),
    headers: ifMatch(1),
  }),
  [`POST ${paths.webhookSecret}`]: async (app) => ({ path: at(paths.webhookSecret, await newWebhook(app)) }),
  [`POST ${paths.webhookTest}`]: async (app) => ({ path: at(paths.webhookTest, await newWebhook(app)) }),
  [`GET ${paths.webhookDeliveries}`]: async (app) => ({
    path: at(paths.webhookDeliveries, await newWebhook(app)),
  }),
  [`POST ${paths.webhookRedelivery}`]: async (app) => {
    const id = await newWebhook(app);
    const [made] = await app.store.webhookDeliveries.add([
      { webhook: id, event: newName(), code: 'none.of.these', body: '{}' },
    ]);
    await app.store.webhookDeliveries.attempted(made!.id, { state: 'dead' });
    return { path: at(paths.webhookRedelivery, id).replace(':delivery', made!.id) };
  },
  [`GET ${paths.backups}`]: plain,
  [`POST ${paths.backups}`]: plain,
  [`POST ${paths.backupVerification}`]: async (app) => ({
    path: paths.backupVerification.replace(':name', await newBackup(app)),
  }),
  [`POST ${paths.backupRehearsal}`]: async (app) => ({
    path: paths.backupRehearsal.replace(':name', await newBackup(app)),
  }),
  [`POST ${paths.backupRecoveryKey}`]: plain,
  [`GET ${paths.retention}`]: plain,
  [`GET ${paths.retentionPreview}`]: () => ({
    path: `${paths.retentionPreview}?developer=1&technical=2&operator=3`,
  }),
  [`PUT ${paths.retention}`]: async (app) => {
    const { cookie } = await app.holder('platformOwner', enterpriseRoot);
    const { version } = (await (await app.fetch(paths.retention, { headers: { cookie } })).json()) as {
      version: number;
    };
    const days = { developer: 30, technical: 400, operator: 3650 };
    return json({ days }, ifMatch(version === 0 ? undefined : version));
  },
  [`GET ${paths.auditHead}`]: plain,
  [`GET ${paths.auditVerification}`]: plain,
  [`POST ${paths.auditVerification}`]: plain,
  [`POST ${paths.events}`]: () => json({ events: [{ machine: 'mill', code: 'robot.gripperLost' }] }),
  [`POST ${paths.otlpLogs}`]: () =>
    json({
      resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: 'Gripper lost its part' } }] }] }],
    }),
  [`GET ${paths.parts}`]: plain,
  [`POST ${paths.parts}`]: () => json({ place: 'site:plant', number: newName(), name: markOf('plant') }),
  [`GET ${paths.part}`]: async (app) => ({ path: at(paths.part, (await newPart(app)).id) }),
  [`PATCH ${paths.part}`]: async (app) => ({
    path: at(paths.part, (await newPart(app)).id),
    ...json({ name: 'Shaft' }, ifMatch(1)),
  }),
  [`GET ${paths.jobs}`]: plain,
  [`POST ${paths.jobs}`]: async (app) =>
    json({ place: line, number: newName(), part: (await newPart(app)).id, quantity: 5, operations: [] }),
  [`GET ${paths.job}`]: async (app) => ({ path: at(paths.job, (await newJob(app)).id) }),
  [`PUT ${paths.job}`]: async (app) => {
    const { id, part } = await newJob(app);
    return { path: at(paths.job, id), ...json({ part, quantity: 9, operations: [] }, ifMatch(1)) };
  },
};
