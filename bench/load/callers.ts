/** People of several roles, with sessions, and tokens, made through the API as an administrator would. */
import { paths } from '@mantinel/contract';
import type { Role } from '@mantinel/domain';
import type { Product } from '../../e2e/support/product.ts';

export interface Caller {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly permissions: readonly string[];
}

const roles: readonly Role[] = ['manager', 'engineer', 'technician', 'operator', 'auditor', 'viewer'];
const readable = ['event.read', 'machine.read', 'status.read', 'place.read'];

export async function makeCallers(
  product: Product,
  options: { site: string; tokens: number },
): Promise<Caller[]> {
  const place = `site:${options.site}`;
  const reason = 'Load test';
  const ask = async (path: string, body: object): Promise<Record<string, never>> => {
    const answer = await product.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json() as Promise<Record<string, never>>;
  };
  // The node's own site stands in the plant once the database is up.
  for (let round = 0; !(await product.fetch(paths.place.replace(':id', place))).ok && round < 100; round += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const callers: Caller[] = [await callerOf(product, 'owner', { cookie: product.cookie })];
  for (const role of roles) {
    const { id } = await ask(paths.people, { name: `Load ${role}`, place, reason });
    await ask(paths.grants, { person: id, role, place, reason });
    const link = await ask(paths.personPasswordLink.replace(':id', id), {});
    const chosen = await product.fetch(paths.password, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: '' },
      body: JSON.stringify({ token: String(link.path).split('#')[1], password: `four words of ${role}` }),
    });
    if (!chosen.ok) throw new Error(`choosing a password answered ${chosen.status}: ${await chosen.text()}`);
    const cookie = chosen.headers.getSetCookie()[0]!.split(';')[0]!;
    callers.push(await callerOf(product, role, { cookie }));
  }
  const known = new Set(callers[0]!.permissions);
  for (let count = 0; count < options.tokens; count += 1) {
    const permissions = readable.filter((permission) => known.has(permission));
    const { secret } = await ask(paths.tokens, {
      name: `Load ${count}`,
      permissions,
      place,
      days: 1,
      reason,
    });
    callers.push({ name: 'token', headers: { authorization: `Bearer ${secret}` }, permissions });
  }
  return callers;
}

async function callerOf(product: Product, name: string, headers: { cookie: string }): Promise<Caller> {
  const answer = await product.fetch(paths.session, { headers });
  const { permissions } = (await answer.json()) as { permissions: string[] };
  return { name, headers, permissions };
}
