/** The whole program on a real PostgreSQL and a real logbook, with two sites, machines on both, and anybody with any role. */
import { createHash, randomBytes } from 'node:crypto';
import { enterpriseRoot, type NewEvent, type PlaceId, type Role } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import type { Store } from '@mantinel/store';
import { outgoing } from '../../src/outgoing/outgoing.ts';
import { type Parts, systemParts } from '../../src/parts.ts';
import { startTestApp, type TestApp, type TestOptions, until } from './start-test-app.ts';

/** `plant` is the node's own site, with a mill on a line and a saw; `away` is another, with a lathe. */
export const sites = ['plant', 'away'] as const;
export type Site = (typeof sites)[number];
/** Stands in every text of a site, so that a leak is seen wherever it comes out. */
export const markOf = (site: Site): string => `MARK-${site.toUpperCase()}`;

export interface PlantApp extends Omit<TestApp, 'store' | 'logbook'> {
  readonly store: Store;
  readonly logbook: EventStore;
  /** Signs in somebody who holds these roles; returns id and cookie. */
  person(grants: readonly { role: Role; place: PlaceId }[]): Promise<{ id: string; cookie: string }>;
  /** The same person again for the same role and place. */
  holder(role: Role, place: PlaceId): Promise<{ id: string; cookie: string }>;
}

export async function startPlantApp(
  given: Partial<Parts> = {},
  options: Pick<TestOptions, 'signIn' | 'http' | 'webRoot' | 'mail' | 'folder'> = {},
): Promise<PlantApp> {
  let offsetUs = 0;
  const clock = { nowUs: () => Date.now() * 1000 + offsetUs };
  const real = systemParts(clock);
  let store: Store | undefined;
  let logbook: EventStore | undefined;
  const app = await startTestApp({
    // Nobody answers there; accounts of it can be linked all the same.
    signIn: { oidc: { issuer: 'https://login.example', clientId: 'mantinel' } },
    ...options,
    machines: ['mill', 'saw'],
    keepsConfig: true,
    // Nobody is a monitoring system here: the figures ask for their permission.
    http: { metricsNetworks: [], tls: { mode: 'local' }, ...options.http },
    parts: {
      clock,
      openStore: (config, log, sealEvent) => {
        store = real.openStore(config, log, sealEvent);
        return store;
      },
      outgoing: () => outgoing({ privateNetworks: [], resolve: async () => [] }),
      openLogbook: async (config) => {
        logbook = await real.openLogbook(config);
        return logbook;
      },
      ...given,
    },
  });
  const { ready, places, people, roleGrants, sessions } = store!;
  await ready(AbortSignal.timeout(60_000));
  const tasksStarted = `select 1 from pg_tables where schemaname = 'mantinel_tasks' and tablename = 'schedule'`;
  await until(async () => (await store!.statements.executeSql(tasksStarted)).rows.length > 0);
  await until(async () => {
    const { rows } = await store!.statements.executeSql(`select 1 from mantinel_tasks.schedule`);
    return rows.length > 0;
  });
  const machine = { connector: 'shdr', timeZone: 'UTC', demo: false, settings: {} };
  await places.settle({
    site: 'plant',
    machines: ['mill', 'saw'].map((id) => ({ ...machine, id, name: id })),
  });
  await places.add({ id: 'site:away', name: markOf('away'), parent: enterpriseRoot });
  await places.add({ id: 'machine:lathe', name: `Lathe ${markOf('away')}`, parent: 'site:away' });
  await places.add({ id: 'line:milling', name: `Milling ${markOf('plant')}`, parent: 'site:plant' });
  await places.change('machine:mill', { version: 1, parent: 'line:milling' });
  const owner = await people.createOwner({ name: 'Olga', passwordHash: 'none' });
  const holders = new Map<string, Promise<{ id: string; cookie: string }>>();
  let count = 0;

  async function person(grants: readonly { role: Role; place: PlaceId }[]) {
    count += 1;
    const place = grants[0]?.place ?? enterpriseRoot;
    const mark = sites.find((site) => place === `site:${site}`);
    const name = `Person ${count}${mark === undefined ? '' : ` ${markOf(mark)}`}`;
    const { id } = await people.create({ name, place });
    for (const grant of grants) await roleGrants.add({ ...grant, person: id, grantedBy: owner.id });
    const token = randomBytes(32).toString('base64url');
    const tokenHash = createHash('sha256').update(token).digest();
    await sessions.create({ tokenHash, person: id, expiresUs: clock.nowUs() + 30 * 24 * 3_600_000_000 });
    return { id, cookie: `mantinel=${token}` };
  }

  return {
    ...app,
    advance: (seconds) => {
      offsetUs += seconds * 1_000_000;
    },
    store: store!,
    logbook: logbook!,
    person,
    holder: (role, place) => {
      const key = `${role} ${place}`;
      let made = holders.get(key);
      if (!made) {
        made = person([{ role, place }]);
        holders.set(key, made);
      }
      return made;
    },
  };
}

/** Events of both sites, of their machines and of none, of every kind that matters here, marked throughout. */
export function eventsOfBothSites(perSite: number): NewEvent[] {
  const machines = { plant: ['mill', 'saw', undefined], away: ['lathe', 'lathe', undefined] } as const;
  return Array.from({ length: perSite * 2 }, (_, index): NewEvent => {
    const site = sites[index % 2]!;
    const machine = machines[site][Math.floor(index / 2) % 3];
    const kind = (['message', 'state', 'audit', 'condition'] as const)[Math.floor(index / 2) % 4]!;
    return {
      timeUs: 1_790_000_000_000_000 + index * 1_000_000,
      receivedUs: 1_790_000_000_000_000 + index * 1_000_000,
      site,
      ...(machine === undefined ? {} : { machine }),
      path: `path${markOf(site)}`,
      kind,
      severity: ([5, 9, 13, 17] as const)[index % 4]!,
      code: `test.${site}${index % 3}`,
      message: `${markOf(site)} number ${index}`,
      attributes: { value: index, where: markOf(site) },
      quality: 'good',
    };
  });
}
