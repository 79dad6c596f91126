/** Every route × every role × where it is held: the answer is as the role matrix says. A route that is missing here fails. */
import { type ErrorCode, type Permission, roleMatrix } from '@mantinel/contract';
import { enterpriseRoot, type PlaceId, type Role, roles } from '@mantinel/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../src/http/route.ts';
import { routes } from '../src/routes.ts';
import { refusalCode } from './support/refusal-code.ts';
import { samples } from './support/route-samples.ts';
import { nameOf as namedUrl } from './support/sign-in-samples.ts';
import { eventsOfBothSites, markOf, type PlantApp, startPlantApp } from './support/start-plant-app.ts';

let app: PlantApp;
beforeAll(async () => {
  app = await startPlantApp();
  await app.logbook.append({ events: eventsOfBothSites(24) });
});
afterAll(() => app?.stop());

const nameOf = ({ method, path }: Route) => `${method} ${path}`;
const denials: readonly ErrorCode[] = ['session.required', 'permission.denied'];
const hidden: readonly ErrorCode[] = [
  'machine.notFound',
  'place.notFound',
  'person.notFound',
  'grant.notFound',
  'part.notFound',
  'job.notFound',
  'project.notFound',
  'program.notFound',
  'alarm.notFound',
  'rationalisation.notFound',
  'annotation.notFound',
  'notification.ruleNotFound',
  'webhook.notFound',
  'catalogue.notFound',
  'terminal.notFound',
  'harvest.sourceNotFound',
  'program.ruleNotFound',
  'harvest.notFound',
  'project.notFound',
  'program.notFound',
];

/** Sent about something of the node's own site, `plant`; what it is about is made anew each time. */
async function ask(
  route: Route,
  holder?: { id: string; cookie: string },
): Promise<{ code: ErrorCode | undefined; text: string }> {
  const { path = route.path, byName, ...init } = (await samples[nameOf(route)]!(app, holder)) ?? {};
  const cookie = [init.headers?.cookie, holder?.cookie].filter(Boolean).join('; ');
  const answer = await fetch((byName ? namedUrl(app) : app.url) + path, {
    method: route.method,
    ...init,
    headers: { ...init.headers, ...(cookie && { cookie }) },
  });
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    await answer.body!.cancel();
    return { code: undefined, text: '' };
  }
  const text = await answer.text();
  return { code: answer.ok ? undefined : refusalCode(text), text };
}

type Verdict = 'allowed' | 'denied' | 'hidden';

function expected(route: Route, role: Role, place: PlaceId): Verdict {
  if (route.permission === 'signedIn') return 'allowed';
  if (!roleMatrix[role].includes(route.permission as Permission)) return 'denied';
  if (route.scope === 'enterprise') return place === enterpriseRoot ? 'allowed' : 'denied';
  if (typeof route.scope === 'function') return place === 'site:away' ? 'hidden' : 'allowed';
  return 'allowed';
}

const verdictOf = (code: ErrorCode | undefined): Verdict =>
  code !== undefined && denials.includes(code)
    ? 'denied'
    : code !== undefined && hidden.includes(code)
      ? 'hidden'
      : 'allowed';

test('every registered route is walked, and nothing else', () => {
  expect(Object.keys(samples).sort()).toEqual(routes.map(nameOf).sort());
});

describe.each(routes.map((route) => [nameOf(route), route] as const))('%s', (_name, route) => {
  if (route.permission === 'public') {
    test('is open to strangers', async () => {
      expect(verdictOf((await ask(route)).code)).toBe('allowed');
    });
    return;
  }

  test('is closed to strangers', async () => {
    expect((await ask(route)).code).toBe('session.required');
  });

  test.each([
    ['the own site', 'site:plant'],
    ['a foreign site', 'site:away'],
    ['the enterprise', enterpriseRoot],
  ] as const)('for each role held at %s', async (_where, place) => {
    for (const role of roles) {
      const { code, text } = await ask(route, await app.holder(role, place));
      const said = `${role} at ${place}: ${code ?? 'answered'}`;
      const verdict = expected(route, role, place);
      // A reader may be told that one thing is not there, or that there is none.
      const hiddenFromReader =
        route.scope === 'reader' && place === 'site:away' && verdictOf(code) === 'hidden';
      expect([said, hiddenFromReader ? 'allowed' : verdictOf(code)]).toEqual([said, verdict]);
      // Allowed means done; only what lies on the other site is not found by a reader.
      if (verdict === 'allowed' && place !== 'site:away') expect([said, code]).toEqual([said, undefined]);
      // What is one's own was made by the sample, wherever one's roles are.
      if (place === 'site:away' && route.permission !== 'signedIn')
        expect(text, said).not.toContain(markOf('plant'));
      if (place === 'site:plant') expect(text, said).not.toContain(markOf('away'));
    }
  });
});
