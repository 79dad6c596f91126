/** A Store in memory whose database can be switched off: what the real one does without PostgreSQL. */
import { AppError } from '@mantinel/contract';
import { type DeviceModel, enterpriseRoot, type NewEvent } from '@mantinel/domain';
import type {
  PersonWithSecret,
  PlaceRow,
  Repositories,
  RoleGrantRow,
  Session,
  Store,
  StoredResponse,
  StoreState,
} from '@mantinel/store';

export interface MemoryStore extends Store {
  readonly enqueued: NewEvent[];
  setState(state: StoreState['state'], reason?: string, error?: AppError): void;
}

interface Held {
  readonly route: string;
  readonly body: string;
  readonly attempt: number;
  released: boolean;
  response?: StoredResponse;
}

export function memoryStore(nowUs: () => number): MemoryStore {
  let state: StoreState['state'] = 'ready';
  const people = new Map<string, PersonWithSecret>();
  const grants: RoleGrantRow[] = [];
  const places: PlaceRow[] = [{ id: enterpriseRoot, name: 'Enterprise', version: 1, changedUs: 0 }];
  const sessions = new Map<string, Session>();
  const answers = new Map<string, Held>();
  const models = new Map<string, DeviceModel>();
  const enqueued: NewEvent[] = [];
  const listeners = new Set<(state: StoreState) => void>();
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  let why: Pick<StoreState, 'reason' | 'error'> = {};
  const current = (): StoreState => ({ state, kind: 'embedded', sinceUs: 0, ...why });
  const settings = new Map<string, unknown>();
  const unused = () => {
    throw new Error('not used by the server');
  };
  /** Every method answers `store.unavailable` while the database is off. */
  const guarded = <T extends object>(methods: T): T =>
    new Proxy(methods, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
        return async (...args: unknown[]) => {
          if (state !== 'ready') throw new AppError('store.unavailable', { data: { reason: 'it is off' } });
          return method(...args);
        };
      },
    });

  const repositories: Repositories = {
    people: guarded<Repositories['people']>({
      hasOwner: async () => people.size > 0,
      createOwner: async ({ name, passwordHash }) => {
        if (people.size > 0) throw new AppError('setup.linkInvalid');
        const person = {
          id: 'p1',
          name,
          place: enterpriseRoot,
          createdUs: nowUs(),
          version: 1,
          changedUs: nowUs(),
          passwordHash,
        };
        people.set(name.toLowerCase(), person);
        grants.push({
          id: 'g1',
          person: 'p1',
          role: 'platformOwner',
          place: enterpriseRoot,
          grantedUs: nowUs(),
          fromProvider: false,
        });
        return person;
      },
      get: async (id) => [...people.values()].find((person) => person.id === id),
      findByName: async (name) => people.get(name.toLowerCase()),
      setPasswordHash: unused,
      list: unused,
      create: unused,
      change: unused,
      erase: unused,
    }),
    passwordLinks: guarded<Repositories['passwordLinks']>({
      create: unused,
      take: unused,
      removeExpired: async () => 0,
    }),
    roleGrants: guarded<Repositories['roleGrants']>({
      list: async () => grants,
      of: async (person) => grants.filter((grant) => grant.person === person),
      get: unused,
      add: unused,
      remove: unused,
    }),
    places: guarded<Repositories['places']>({
      list: async () => places,
      get: unused,
      add: unused,
      change: unused,
      remove: unused,
      settle: async () => undefined,
    }),
    shiftCalendars: guarded<Repositories['shiftCalendars']>({
      list: async () => [],
      get: unused,
      set: unused,
      remove: unused,
    }),
    parts: guarded<Repositories['parts']>({ list: unused, get: unused, add: unused, change: unused }),
    jobs: guarded<Repositories['jobs']>({ list: unused, get: unused, add: unused, change: unused }),
    facts: guarded<Repositories['facts']>({
      add: unused,
      of: unused,
      rules: unused,
      listRules: unused,
      rule: unused,
      putRule: unused,
      takeBack: unused,
      removeRule: unused,
    }),
    harvestSources: guarded<Repositories['harvestSources']>({
      list: unused,
      watched: async () => [],
      get: unused,
      programs: unused,
      ensure: unused,
      add: unused,
      change: unused,
      remove: unused,
      tell: unused,
    }),
    harvests: guarded<Repositories['harvests']>({
      exclusively: unused,
      ask: unused,
      begin: unused,
      progress: unused,
      cancel: unused,
      latest: unused,
      skipReasons: unused,
      skip: unused,
      end: unused,
      get: unused,
      list: unused,
      skips: unused,
    }),
    measurements: guarded<Repositories['measurements']>({
      add: unused,
      put: unused,
      remove: unused,
      of: unused,
    }),
    programFiles: guarded<Repositories['programFiles']>({
      known: unused,
      programsOf: unused,
      put: unused,
      markGone: unused,
    }),
    programInbox: guarded<Repositories['programInbox']>({
      materials: unused,
      materialCounts: unused,
      tools: unused,
      toolCounts: unused,
      projectsForChange: unused,
      pathsOf: unused,
      toolsOf: unused,
      confirm: unused,
      settleTools: unused,
      askAnew: unused,
    }),
    programs: guarded<Repositories['programs']>({
      lock: unused,
      revisionsOf: unused,
      alike: unused,
      projectsByKey: unused,
      addTexts: unused,
      addProjects: unused,
      addPrograms: unused,
      addRevisions: unused,
      putContents: unused,
      readAgain: unused,
      outdate: unused,
      outdated: async () => [],
      settleLatest: unused,
    }),
    programRuns: guarded<Repositories['programRuns']>({
      put: async () => undefined,
      markWarmUp: unused,
      unmatched: async () => [],
    }),
    runPrograms: guarded<Repositories['runPrograms']>({
      called: async () => [],
      fitting: async () => [],
      textsCalled: async () => new Map(),
      textOf: unused,
      newestRevisionUs: async () => 0,
    }),
    machineDynamics: guarded<Repositories['machineDynamics']>({
      clean: unused,
      put: unused,
      of: async () => undefined,
    }),
    projects: guarded<Repositories['projects']>({
      settle: unused,
      touch: unused,
      mergeSameParts: unused,
      list: unused,
      count: unused,
      get: unused,
      contents: unused,
    }),
    programReading: guarded<Repositories['programReading']>({
      ofProject: unused,
      get: unused,
      revisions: unused,
      revision: unused,
      files: unused,
      tools: unused,
      operations: unused,
      text: unused,
      thumbnail: unused,
    }),
    operations: guarded<Repositories['operations']>({
      page: unused,
      byKeys: unused,
      ofProject: unused,
      state: unused,
      drawn: unused,
    }),
    projectRuns: guarded<Repositories['projectRuns']>({ ofProject: unused }),
    outcomes: guarded<Repositories['outcomes']>({
      add: unused,
      of: unused,
      replaceOfRun: unused,
      ofRuns: unused,
      sums: unused,
      belongs: unused,
    }),
    sessions: guarded<Repositories['sessions']>({
      create: async ({ tokenHash, person, expiresUs }) => {
        const owner = [...people.values()].find(({ id }) => id === person)!;
        const now = nowUs();
        const times = { createdUs: now, expiresUs, lastSeenUs: now, provedUs: now };
        sessions.set(hex(tokenHash), {
          id: `s${sessions.size}`,
          person: owner,
          device: '',
          address: '',
          ...times,
        });
      },
      find: async (tokenHash) => {
        const session = sessions.get(hex(tokenHash));
        return session && session.expiresUs > nowUs() ? session : undefined;
      },
      remove: async (tokenHash) => {
        sessions.delete(hex(tokenHash));
        return undefined;
      },
      prove: unused,
      extend: unused,
      of: unused,
      end: unused,
      removeAllOf: unused,
      removeExpired: async () => 0,
    }),
    apiTokens: guarded<Repositories['apiTokens']>({
      create: unused,
      find: async () => undefined,
      of: unused,
      certificates: async () => [],
      remove: unused,
      removeExpired: async () => 0,
    }),
    secondFactors: guarded<Repositories['secondFactors']>({
      get: async () => undefined,
      begin: unused,
      confirm: unused,
      takeStep: unused,
      takeRecoveryCode: unused,
      remove: unused,
    }),
    passkeys: guarded<Repositories['passkeys']>({
      add: unused,
      find: async () => undefined,
      of: unused,
      rename: unused,
      used: unused,
      remove: unused,
    }),
    identities: guarded<Repositories['identities']>({
      find: async () => undefined,
      of: unused,
      link: unused,
      used: unused,
      unlink: unused,
    }),
    terminals: guarded<Repositories['terminals']>({
      list: unused,
      get: unused,
      add: unused,
      change: unused,
      remove: unused,
      setCode: unused,
      pair: unused,
      find: async () => undefined,
    }),
    badges: guarded<Repositories['badges']>({
      of: unused,
      add: unused,
      find: unused,
      used: unused,
      remove: unused,
    }),
    pins: guarded<Repositories['pins']>({
      get: unused,
      set: unused,
      remove: unused,
      holders: unused,
      begin: unused,
      succeeded: unused,
    }),
    idempotency: guarded<Repositories['idempotency']>({
      begin: async (request) => {
        const found = answers.get(`${request.person} ${request.key}`);
        const reused = found && (found.route !== request.route || found.body !== hex(request.bodyHash));
        if (reused) throw new AppError('idempotency.reused');
        if (found?.response) return { answer: found.response };
        if (found && !found.released) throw new AppError('idempotency.inProgress');
        const attempt = (found?.attempt ?? 0) + 1;
        const name = `${request.person} ${request.key}`;
        answers.set(name, { route: request.route, body: hex(request.bodyHash), attempt, released: false });
        return { claim: { ...request, request: name, attempt } };
      },
      complete: async ({ request, attempt }, response) => {
        const held = answers.get(request)!;
        if (held.attempt !== attempt || held.response) throw new AppError('idempotency.inProgress');
        held.response = response;
      },
      release: async ({ request, attempt }) => {
        const held = answers.get(request)!;
        if (held.attempt === attempt) held.released = true;
      },
      removeBefore: async () => 0,
    }),
    settings: guarded<Repositories['settings']>({
      get: async (key) => settings.get(key),
      set: async (key, value) => void settings.set(key, value),
      all: async () => settings,
    }),
    machines: guarded<Repositories['machines']>({
      list: unused,
      get: async () => undefined,
      keep: async () => undefined,
      syncConfigured: async () => undefined,
      remove: unused,
    }),
    deviceModels: guarded<Repositories['deviceModels']>({
      save: async (machine, model) => {
        models.set(machine, model);
        return true;
      },
      get: async (machine) => models.get(machine),
      names: async () => [],
      items: unused,
    }),
    catalogueEntries: guarded<Repositories['catalogueEntries']>({
      list: unused,
      all: async () => [],
      get: unused,
      add: unused,
      change: unused,
      remove: unused,
    }),
    controlTexts: guarded<Repositories['controlTexts']>({ list: unused }),
    currentState: guarded<Repositories['currentState']>({ all: unused, get: unused }),
    savedViews: guarded<Repositories['savedViews']>({
      list: unused,
      get: unused,
      add: unused,
      change: unused,
      remove: unused,
    }),
    alarmHistory: guarded<Repositories['alarmHistory']>({
      episodes: async () => [],
      acts: async () => [],
      times: async () => 0,
      between: async () => [],
      ofMachine: async () => [],
    }),
    rationalisations: guarded<Repositories['rationalisations']>({
      list: async () => [],
      get: async () => undefined,
      add: unused,
      change: unused,
      remove: unused,
    }),
    annotations: guarded<Repositories['annotations']>({
      list: unused,
      get: unused,
      add: unused,
      change: unused,
      remove: unused,
    }),
    notificationRules: guarded<Repositories['notificationRules']>({
      list: unused,
      active: async () => [],
      get: unused,
      add: unused,
      change: unused,
      remove: unused,
    }),
    notifications: guarded<Repositories['notifications']>({
      addMatters: unused,
      openMatters: unused,
      endMatters: unused,
      dueMatters: async () => [],
      settleMatters: unused,
      lastUs: unused,
      add: unused,
      due: unused,
      attempted: unused,
      pending: async () => [],
      list: unused,
      removeBefore: async () => 0,
    }),
    webhooks: guarded<Repositories['webhooks']>({
      list: unused,
      active: async () => [],
      get: unused,
      add: unused,
      change: unused,
      setSecret: unused,
      secretsWithout: async () => [],
      remove: unused,
    }),
    webhookDeliveries: guarded<Repositories['webhookDeliveries']>({
      add: unused,
      waiting: unused,
      due: unused,
      attempted: unused,
      again: unused,
      pending: async () => [],
      get: unused,
      list: unused,
      removeBefore: unused,
    }),
    // Background tasks wait for a real database.
    statements: {
      schema: 'none',
      executeSql: async () => {
        throw new AppError('store.unavailable', { data: { reason: 'it is in memory' } });
      },
    },
    outbox: guarded<Repositories['outbox']>({
      enqueue: async (event) => void enqueued.push(event),
      pending: async () => enqueued.length,
    }),
  };

  return {
    ...repositories,
    enqueued,
    setState: (next, reason, error) => {
      state = next;
      why = { ...(reason === undefined ? {} : { reason }), ...(error === undefined ? {} : { error }) };
      for (const listener of listeners) listener(current());
    },
    state: current,
    onState: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ready: async () => undefined,
    transaction: async (work) => {
      if (state !== 'ready') throw new AppError('store.unavailable', { data: { reason: 'it is off' } });
      return work(repositories);
    },
    startProjections: () => ({
      states: () => [],
      outboxProblem: () => undefined,
      checkpoint: async () => undefined,
      rebuild: async () => undefined,
      stop: async () => undefined,
    }),
    behind: () => 0,
    waiting: () => (state === 'ready' ? [] : ['people and settings']),
    close: async () => undefined,
  };
}
