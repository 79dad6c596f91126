/** Retention and the check of the audit trail, on a real logbook. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AuditVerifications,
  paths,
  type RetentionPreview,
  type RetentionView,
  type TaskView,
} from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import { type EventStore, openLogbook } from '@mantinel/logbook';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unexplainedGaps, verifyAudit } from '../src/features/audit/verify-audit.ts';
import { retentionService } from '../src/features/retention/service.ts';
import { systemParts } from '../src/parts.ts';
import { startTestApp, type TestApp, until } from './support/start-test-app.ts';

const dayUs = 86_400_000_000;
const nowUs = () => Date.now() * 1000;
let folder: string;
let app: TestApp;
let cookie: string;
let logbook: EventStore;
let foretold: RetentionPreview;
let removed: { removedEvents: number; freedBytes: number };

const event = (seq: number, severity: number, ageDays: number): NewEvent => ({
  timeUs: nowUs(),
  receivedUs: nowUs() - ageDays * dayUs,
  site: 'plant',
  machine: 'mill',
  kind: severity === 9 ? 'audit' : 'sample',
  severity: severity as NewEvent['severity'],
  code: 'test.event',
  message: `number ${seq} ${'of many '.repeat(40)}`,
  attributes: {},
  quality: 'good',
});

/** Old readings and new ones, in blocks: a segment is sealed by what follows it. */
async function fill(store: EventStore): Promise<void> {
  for (const age of [100, 50, 1]) {
    for (let batch = 0; batch < 12; batch += 1)
      await store.append({
        events: Array.from({ length: 400 }, (_, index) => event(index, index % 4 === 0 ? 9 : 5, age)),
      });
  }
  await until(() => store.stats().unsealedSegments <= 1, 60_000);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-upkeep-'));
  const { openStore } = systemParts();
  app = await startTestApp({
    configFile: join(folder, 'mantinel.yaml'),
    parts: {
      openStore,
      openLogbook: async (config) => {
        logbook = await openLogbook({
          directory: join(config.data, 'logbook'),
          node: 'node',
          site: 'plant',
          nowUs,
          random: Math.random,
          segmentBytes: 1024 * 1024,
          onProblem: (problem) => {
            throw problem;
          },
        });
        await fill(logbook);
        // Before there are readers, for which retention waits.
        const days = { developer: 80, technical: 400, operator: 3650 };
        const unused = () => Promise.reject(new Error('not asked'));
        const { preview: foretell } = retentionService({
          logbook,
          configuration: { view: unused, change: unused },
          site: 'main',
          days: () => days,
          sites: () => ({}),
          nextRunUs: nowUs,
        });
        foretold = await foretell(days);
        removed = await logbook.retain({ days, nowUs: nowUs() });
        return logbook;
      },
    },
  });
  const ready = async () => /^mantinel_store_ready 1$/m.test(await (await app.fetch('/metrics')).text());
  await until(ready, 60_000);
  cookie = await app.signUp();
  await until(async () => (await call(paths.tasks)).status === 200, 60_000);
}, 120_000);
afterAll(async () => {
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function call<T>(path: string, init: RequestInit = {}) {
  const answer = await app.fetch(path, { ...init, headers: { cookie, ...init.headers } });
  return { status: answer.status, body: (await answer.json()) as T };
}
const view = async () => (await call<RetentionView>(paths.retention)).body;
const preview = async (developer: number, technical = 400) =>
  (
    await call<RetentionPreview>(
      `${paths.retentionPreview}?developer=${developer}&technical=${technical}&operator=3650`,
    )
  ).body;
const change = (days: object, version: number, site?: string) =>
  call<RetentionView & { code: string }>(paths.retention, {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      ...(version === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` }),
    },
    body: JSON.stringify({ days, site, reason: 'the disk is small' }),
  });

test('what was foretold is what the run removed', () => {
  const [developer] = foretold.levels;
  expect(developer!.events).toBeGreaterThan(0);
  expect(removed).toEqual({ removedEvents: developer!.events, freedBytes: developer!.bytes });
});

test('what is kept of each level is shown, and what a change would remove is told before it is made', async () => {
  const { levels, nextRunUs, version } = await view();
  const of = (level: string) => levels.find((one) => one.level === level)!;
  expect(of('developer')).toMatchObject({ days: 30, events: expect.any(Number) });
  expect(of('developer').events).toBeGreaterThan(3000);
  expect(of('developer').bytes).toBeGreaterThan(0);
  expect(nowUs() - of('developer').sinceUs!).toBeGreaterThan(49 * dayUs);
  expect(of('technical').events).toBeGreaterThan(2000);
  expect(nextRunUs).toBeGreaterThan(nowUs());

  const gone = async (developer: number) =>
    (await preview(developer)).levels.find(({ level }) => level === 'developer')!;
  expect(await gone(365)).toEqual({ level: 'developer', events: 0, bytes: 0 });
  const [forty, ten] = [await gone(40), await gone(10)];
  expect(forty.events).toBeGreaterThan(0);
  expect(ten.events).toBeGreaterThanOrEqual(forty.events);
  expect(forty.untilUs).toBeLessThan(nowUs() - 40 * dayUs);
  expect((await preview(30)).whenUs).toBe(nextRunUs);

  const changed = await change({ developer: 70, technical: 400, operator: 3650 }, version);
  expect(changed).toMatchObject({ status: 200 });
  expect(changed.body.levels.find(({ level }) => level === 'developer')!.days).toBe(70);
  expect(await readFile(join(folder, 'mantinel.yaml'), 'utf8')).toContain('developer: 70');
  expect(await change({ developer: 1, technical: 400, operator: 3650 }, version)).toMatchObject({
    status: 412,
    body: { code: 'changedMeanwhile' },
  });
  expect(await change({ developer: 0, technical: 400, operator: 3650 }, changed.body.version)).toMatchObject({
    status: 400,
  });
  // As the next run does; and it is what was foretold.
}, 60_000);

test('a site keeps for longer or shorter than everywhere, told before it is so; what was removed is told with its proof', async () => {
  const before = await view();
  const [run] = before.removals;
  expect(run).toMatchObject({ site: 'plant', level: 'developer', events: removed.removedEvents });
  expect(run!.blocks).toBeGreaterThan(0);

  const foretold10 = (
    await call<RetentionPreview>(
      `${paths.retentionPreview}?developer=10&technical=400&operator=3650&site=plant`,
    )
  ).body;
  expect(foretold10.levels[0]!.events).toBeGreaterThan(0);
  const elsewhere = await call<RetentionPreview>(
    `${paths.retentionPreview}?developer=10&technical=400&operator=3650&site=other`,
  );
  expect(elsewhere.body.levels.map(({ events }) => events)).toEqual([0, 0, 0]);

  const days = Object.fromEntries(before.levels.map(({ level, days: kept }) => [level, kept]));
  const changed = await change({ ...days, developer: 500 }, before.version, 'plant');
  expect(changed.status).toBe(200);
  expect(changed.body.sites.find(({ site }) => site === 'plant')).toMatchObject({
    own: ['developer'],
    levels: expect.arrayContaining([expect.objectContaining({ level: 'developer', days: 500 })]),
  });
  expect(changed.body.levels[0]!.days).toBe(before.levels[0]!.days);
  // What holds everywhere no longer takes anything of this site.
  expect((await preview(1)).levels[0]).toEqual({ level: 'developer', events: 0, bytes: 0 });
  const back = await change(days, changed.body.version, 'plant');
  expect(back.body.sites.find(({ site }) => site === 'plant')!.own).toEqual([]);
  expect(await readFile(join(folder, 'mantinel.yaml'), 'utf8')).not.toContain('500');
}, 60_000);

test('the whole logbook is read: what retention took is told apart from what is missing', async () => {
  expect((await call<AuditVerifications>(paths.auditVerification)).body).toEqual({});
  const begun = await call<TaskView>(paths.auditVerification, { method: 'POST' });
  expect(begun).toMatchObject({ status: 200, body: { name: 'audit.verify' } });
  const last = async () => (await call<AuditVerifications>(paths.auditVerification)).body.last;
  await until(async () => (await last()) !== undefined, 60_000);
  const found = (await last())!;
  expect(found).toMatchObject({ epochs: 1, missing: 0, gaps: [] });
  expect(found.removed).toBeGreaterThan(0);
  expect(found.events + found.removed).toBeGreaterThanOrEqual(14_400);
  expect(found.audit).toBeGreaterThanOrEqual(3600);

  const options = { nowUs, signal: new AbortController().signal, progress: () => undefined };
  const forgetful = await verifyAudit({
    logbook: { node: 'node', head: logbook.head, read: logbook.read.bind(logbook), removals: () => [] },
    ...options,
  });
  expect(forgetful.missing, 'without word of it, it is missing').toBeGreaterThanOrEqual(found.removed);
  expect(forgetful.gaps.length).toBeGreaterThan(0);
  const foreign = await verifyAudit({
    logbook: {
      node: 'another',
      head: logbook.head,
      read: logbook.read.bind(logbook),
      removals: () => logbook.removals(),
    },
    ...options,
  });
  expect(foreign.missing, 'events of another node').toBe(foreign.events);
}, 60_000);

test('gaps are explained by no more than was removed, and only where it was', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }),
      fc.array(fc.tuple(fc.nat(59), fc.integer({ min: 1, max: 20 })), { maxLength: 4 }),
      (kept, cuts) => {
        const gaps = kept.flatMap((isKept, index) =>
          isKept ? [] : [{ epoch: 1, fromSeq: index + 1, toSeq: index + 1 }],
        );
        const gone = new Set(gaps.map(({ fromSeq }) => fromSeq));
        // One removal per cut of the numbers, naming as many rows as are gone within it.
        const removals = cuts.map(([from, length]) => {
          const [fromSeq, toSeq] = [from + 1, from + length];
          const rows = [...gone].filter((seq) => seq >= fromSeq && seq <= toSeq).length;
          return { epoch: 1, fromSeq, toSeq, rows, atUs: 0 };
        });
        const covered = (seq: number) =>
          removals.some(({ fromSeq, toSeq }) => seq >= fromSeq && seq <= toSeq);
        const left = unexplainedGaps(gaps, removals).map(({ fromSeq }) => fromSeq);
        expect(left).toEqual([...gone].filter((seq) => !covered(seq)));
        const fewer = removals.map((removal) => ({ ...removal, rows: 0 }));
        expect(unexplainedGaps(gaps, fewer).length).toBe(gaps.length);
      },
    ),
  );
});
