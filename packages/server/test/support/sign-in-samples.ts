/** Valid requests of the routes of passkeys, shared terminals, badges and PINs. */
import { paths } from '@mantinel/contract';
import type { MakeSample, Sample } from './sample.ts';
import { softwareAuthenticator } from './software-authenticator.ts';
import { markOf, type PlantApp } from './start-plant-app.ts';

let count = 0;
const newName = (): string => {
  count += 1;
  return `sign-in-sample-${count}`;
};
const json = (body: unknown, headers: Record<string, string> = {}): Sample => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const plain = () => undefined;
const at = (path: string, id: string): string => path.replace(':id', id);
const newPerson = ({ store }: PlantApp) =>
  store.people.create({ name: `${markOf('plant')} ${newName()}`, place: 'site:plant' });

/** The address of the panel by the computer's name. */
export const nameOf = ({ url }: PlantApp): string => url.replace('127.0.0.1', 'localhost');
const byName = (app: PlantApp, body?: unknown, cookie?: string): Sample => ({
  ...(body === undefined ? {} : json(body)),
  headers: {
    origin: nameOf(app),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(cookie === undefined ? {} : { cookie }),
  },
  byName: true,
});
const newPasskey = async ({ store }: PlantApp, person: string) => {
  const added = await store.passkeys.add({
    person,
    credentialId: Buffer.from(newName()),
    publicKey: Buffer.of(0),
    counter: 0,
    rpId: 'localhost',
    transports: [],
    synced: false,
    name: markOf('plant'),
  });
  return added.id;
};

const terminal = {
  name: `Hall ${markOf('plant')}`,
  place: 'line:milling',
  badge: 'alone',
  names: true,
  idleSeconds: 120,
} as const;
const newTerminal = async ({ store }: PlantApp) => (await store.terminals.add(terminal)).id;
const withPin = async ({ store }: PlantApp, person: string) => {
  await store.pins.set({ person, hash: 'none', chosen: true });
  return person;
};
const newBadge = async ({ store }: PlantApp, person: string) =>
  (await store.badges.add({ person, numberHash: Buffer.from(newName()) })).id;
const ifMatch = { 'if-match': '"1"' };

export const signInSamples: Readonly<Record<string, MakeSample>> = {
  [`GET ${paths.passkeys}`]: plain,
  [`POST ${paths.passkeyCreation}`]: (app) => byName(app),
  [`POST ${paths.passkeys}`]: async (app, asking) => {
    if (!asking) return byName(app, { name: 'Phone', response: {} });
    const { headers } = byName(app);
    const answer = await fetch(nameOf(app) + paths.passkeyCreation, {
      method: 'POST',
      headers: { ...headers, cookie: asking.cookie },
    });
    const { options } = (await answer.json()) as { options: { challenge: string; user: { id: string } } };
    const response = softwareAuthenticator().create(options, { origin: nameOf(app) });
    return byName(app, { name: 'Phone', response }, answer.headers.getSetCookie()[0]!.split(';')[0]);
  },
  [`PATCH ${paths.passkey}`]: async (app, asking) => ({
    path: at(paths.passkey, asking ? await newPasskey(app, asking.id) : 'none'),
    ...json({ name: 'Key ring' }),
  }),
  [`DELETE ${paths.passkey}`]: async (app, asking) => ({
    path: at(paths.passkey, asking ? await newPasskey(app, asking.id) : 'none'),
  }),
  [`POST ${paths.passkeyRequest}`]: (app) => byName(app, { for: 'signIn' }),
  [`POST ${paths.passkeySession}`]: async (app) => {
    const there = { challenge: 'none', user: { id: 'none' } };
    return byName(app, { response: softwareAuthenticator().get(there, { origin: nameOf(app) }) });
  },
  [`GET ${paths.personPasskeys}`]: async (app) => {
    const { id } = await newPerson(app);
    await newPasskey(app, id);
    return { path: at(paths.personPasskeys, id) };
  },
  [`DELETE ${paths.personPasskey}`]: async (app) => {
    const { id } = await newPerson(app);
    return { path: at(paths.personPasskey, id).replace(':passkey', await newPasskey(app, id)) };
  },
  [`GET ${paths.terminals}`]: async (app) => {
    await newTerminal(app);
    return undefined;
  },
  [`POST ${paths.terminals}`]: () => json(terminal),
  [`GET ${paths.terminal}`]: async (app) => ({ path: at(paths.terminal, await newTerminal(app)) }),
  [`PUT ${paths.terminal}`]: async (app) => {
    const { place: _place, ...settings } = terminal;
    return { path: at(paths.terminal, await newTerminal(app)), ...json(settings, ifMatch) };
  },
  [`DELETE ${paths.terminal}`]: async (app) => ({ path: at(paths.terminal, await newTerminal(app)) }),
  [`POST ${paths.terminalCode}`]: async (app) => ({ path: at(paths.terminalCode, await newTerminal(app)) }),
  [`POST ${paths.terminalPairing}`]: () => json({ code: 'AAAA-AAAA' }),
  [`GET ${paths.terminalPeople}`]: plain,
  [`POST ${paths.terminalSession}`]: () => json({ badge: '0012345678' }),
  [`POST ${paths.terminalActivity}`]: plain,
  [`GET ${paths.ownPin}`]: plain,
  [`PUT ${paths.ownPin}`]: () => json({ pin: '4917' }),
  [`DELETE ${paths.ownPin}`]: async (app, asking) => {
    if (asking) await withPin(app, asking.id);
    return undefined;
  },
  [`GET ${paths.personPin}`]: async (app) => ({ path: at(paths.personPin, (await newPerson(app)).id) }),
  [`PUT ${paths.personPin}`]: async (app) => ({
    path: at(paths.personPin, (await newPerson(app)).id),
    ...json({ pin: '4917' }),
  }),
  [`DELETE ${paths.personPin}`]: async (app) => ({
    path: at(paths.personPin, await withPin(app, (await newPerson(app)).id)),
  }),
  [`GET ${paths.personBadges}`]: async (app) => {
    const { id } = await newPerson(app);
    await newBadge(app, id);
    return { path: at(paths.personBadges, id) };
  },
  [`POST ${paths.personBadges}`]: async (app) => {
    count += 1;
    return {
      path: at(paths.personBadges, (await newPerson(app)).id),
      ...json({ number: `${1_000_000 + count}` }),
    };
  },
  [`DELETE ${paths.personBadge}`]: async (app) => {
    const { id } = await newPerson(app);
    return { path: at(paths.personBadge, id).replace(':badge', await newBadge(app, id)) };
  },
};
