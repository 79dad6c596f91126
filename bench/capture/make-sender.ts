/** An account for machines that nobody entered, and its token, made through the API as an administrator would. */
import { paths } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import type { Product } from '../../e2e/support/product.ts';

export async function makeSender(product: Product): Promise<string> {
  const place = enterpriseRoot;
  const reason = 'Capture rig';
  const ask = async (path: string, body: object): Promise<Record<string, string>> => {
    const answer = await product.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json() as Promise<Record<string, string>>;
  };
  // The node's own site stands in the plant once the database is up.
  for (let round = 0; !(await product.fetch(paths.place.replace(':id', place))).ok && round < 100; round += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const { id } = await ask(paths.people, { name: 'Senders', place, reason });
  await ask(paths.grants, { person: id, role: 'machine', place, reason });
  const permissions = ['event.ingest'];
  const { secret } = await ask(paths.personTokens.replace(':id', id!), {
    name: 'Senders',
    permissions,
    place,
  });
  return secret!;
}
