/** Valid requests of the routes of passkeys. */
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
};
