/** Whether alarms and projections have taken up what the logbook holds. */
import { paths } from '@mantinel/contract';
import type { Product } from '../../e2e/support/product.ts';

export async function ask({ url, cookie }: Product, path: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${url}${path}`, { headers: { cookie } });
  return (await answer.json()) as Record<string, unknown>;
}

export async function isCaughtUp(product: Product): Promise<boolean> {
  const [{ upToDate }, { store }] = await Promise.all([
    ask(product, paths.alarms),
    ask(product, paths.status),
  ]);
  return upToDate === true && (store as { behind?: number } | undefined)?.behind === 0;
}
