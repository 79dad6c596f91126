/** The operations of a job as one line of text: `10 Turn; 20 Mill`. */
import type { JobView } from '@mantinel/contract';

type Operations = JobView['operations'];

export const operationsText = (operations: Operations): string =>
  operations.map(({ number, name }) => `${number} ${name}`).join('; ');

/** Undefined for what cannot be read. What the text does not name, such as planned times, is kept from before. */
export function parseOperations(text: string, before: Operations): Operations | undefined {
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const operations = parts.map((part) => {
    const [, digits, name] = /^(\d{1,5})\s+(.{1,80})$/.exec(part) ?? [];
    const number = Number(digits);
    const old = before.find((operation) => operation.number === number);
    return name === undefined || number < 1 ? undefined : { ...old, number, name };
  });
  const good = operations.filter((operation) => operation !== undefined);
  const twice = new Set(good.map(({ number }) => number)).size < good.length;
  return good.length < operations.length || twice ? undefined : good;
}
