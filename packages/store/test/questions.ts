/** What waits for a person's word, as it is kept and as it follows from everything that is stored: one and the same. */
import { expect } from 'vitest';
import type { Store } from '../src/index.ts';

const orders = { material_question: 'project', tool_question: 'program, tool' };

/** Returns how many there are. */
export async function expectQuestionsKept({ statements, programInbox }: Store): Promise<number> {
  const stored = async () => {
    const all = [];
    for (const [table, order] of Object.entries(orders))
      all.push(
        ...(await statements.executeSql(`select * from ${statements.schema}.${table} order by ${order}`))
          .rows,
      );
    return all;
  };
  const kept = await stored();
  await programInbox.askAnew();
  expect(kept).toEqual(await stored());
  return kept.length;
}
