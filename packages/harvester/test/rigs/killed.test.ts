/** A harvest is killed at random moments; the next one completes, nothing is there twice, nothing half. `MANTINEL_RIG_ROUNDS` kills, 4 unless told. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { databases } from '@mantinel/store/databases';
import { expect, test } from 'vitest';
import { folderOf, plate } from '../programs.ts';

const rounds = Number(process.env.MANTINEL_RIG_ROUNDS ?? 4);
const programs = 120;

test(`${rounds} kills`, { timeout: 60_000 + rounds * 20_000 }, async () => {
  const database = await databases.at(-1)!.open();
  await using folder = await folderOf(
    Object.fromEntries(
      // Every third is a revision of the one before, every tenth a copy.
      Array.from({ length: programs }, (_, i) => [
        `${i % 7}/O${i}.nc`,
        plate({
          number: i - (i % 3 === 2 ? 1 : 0),
          seed: 9000 + i - (i % 3 === 2 ? 1 : 0),
          holes: 80,
          feed: i % 3 === 2 ? 300 : 400,
        }),
      ]),
    ),
  );
  await database.store.places.settle({ site: 'main', machines: [] });
  const client = await database.client();
  await client.query(`set search_path to ${database.schema}`);
  const count = async (sql: string): Promise<number> =>
    (await client.query(`select count(*)::int as n from ${sql}`)).rows[0].n;
  const whole = async () => {
    expect(
      await count(
        'program_file file left join program_revision r on r.id = file.revision where r.id is null',
      ),
    ).toBe(0);
    expect(
      await count(
        'program_revision r where not exists (select from program_operation o where o.revision = r.id)',
      ),
    ).toBe(0);
    expect(
      await count('program_revision r where not exists (select from program_tool t where t.revision = r.id)'),
    ).toBe(0);
    expect(
      await count('program_revision r where not exists (select from program_file f where f.revision = r.id)'),
    ).toBe(0);
    expect(
      await count(
        'program p where not exists (select from program_revision r where r.program = p.id and r.id = p.latest)',
      ),
    ).toBe(0);
    expect(await count('project p where not exists (select from program where project = p.id)')).toBe(0);
    expect(
      await count('(select program, number from program_revision group by 1, 2 having count(*) > 1) twice'),
    ).toBe(0);
  };
  const { server, schema } = database;
  const url = server.kind === 'external' ? server.url : await addressOf(client);
  const start = () =>
    fork(new URL('./harvest-child.ts', import.meta.url), [url, schema, folder.path], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });

  let kept = 0;
  for (let round = 0; round < rounds; round++) {
    const child = start();
    const gone = once(child, 'exit');
    await once(child, 'message');
    await sleep(Math.random() * 900);
    child.kill('SIGKILL');
    await gone;
    await whole();
    const now = await count('program_file');
    expect(now).toBeGreaterThanOrEqual(kept);
    kept = now;
    // What is all there is begun anew, so that every kill meets work.
    if (kept === programs) {
      await client.query('truncate project, program, program_revision, program_text, program_file cascade');
      kept = 0;
    }
  }
  const last = start();
  const [code] = await once(last, 'exit');
  expect(code).toBe(0);
  await whole();
  expect(await count('program_file')).toBe(programs);
  expect(await count('program_revision')).toBe(programs);
  expect(await count('program')).toBe(programs - Math.floor(programs / 3));
  await client.end();
  await database.close();
});

async function addressOf(client: {
  host: string;
  port: number;
  user?: string | undefined;
  password?: string | null | undefined;
  database?: string | undefined;
}): Promise<string> {
  const { host, port, user, password, database } = client;
  return `postgres://${user}:${password}@${host}:${port}/${database}`;
}
