/** Tasks as pg-boss keeps them, read a page at a time: it has no list over all queues of its own. */
import { AppError, type TaskStateName, type TaskView } from '@mantinel/contract';
import type { Statements } from '@mantinel/store';
import { z } from 'zod';

type Run = Pick<Statements, 'executeSql'>;

/** Keys are parsed: what pg-boss keeps is its own business and may change with it. */
const Row = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['created', 'retry', 'active', 'completed', 'cancelled', 'failed']),
  data: z.record(z.string(), z.unknown()).nullable(),
  retry_count: z.number(),
  retry_limit: z.number(),
  output: z.unknown(),
  created_us: z.number(),
  due_us: z.number(),
  started_us: z.number().nullable(),
  ended_us: z.number().nullable(),
});

const stateNames = {
  created: 'waiting',
  retry: 'retrying',
  active: 'running',
  completed: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
} as const satisfies Record<z.infer<typeof Row>['state'], TaskStateName>;

const us = (column: string) => `(extract(epoch from ${column}) * 1000000)::bigint`;
const columns = `id::text, name, state::text, data, retry_count, retry_limit, output, ${us('created_on')} as created_us,
  ${us('start_after')} as due_us, ${us('started_on')} as started_us, ${us('completed_on')} as ended_us`;

export interface TaskRowsQuery {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly name?: string | undefined;
  readonly state?: TaskStateName | undefined;
}

/** Newest first; tasks of the queues named, so that pg-boss's own do not show. Throws `request.invalid` for an `after` of no page. */
export async function listTaskRows(
  { executeSql }: Run,
  schema: string,
  { after, limit, name, state, names }: TaskRowsQuery & { readonly names: readonly string[] },
): Promise<{ tasks: TaskView[]; next?: string }> {
  const [afterUs, afterId] = after === undefined ? [] : cursorOf(after);
  const kept = Object.entries(stateNames).find(([, ours]) => ours === state)?.[0];
  const { rows } = await executeSql(
    `select ${columns} from ${schema}.job
     where name = any($1::text[]) and ($2::text is null or name = $2) and ($3::text is null or state::text = $3)
       and ($4::bigint is null or (${us('created_on')}, id) < ($4::bigint, $5::uuid))
     order by created_on desc, id desc limit $6`,
    [names, name ?? null, kept ?? null, afterUs ?? null, afterId ?? null, limit + 1],
  );
  const tasks = rows.slice(0, limit).map(viewOf);
  const end = tasks.at(-1);
  return { tasks, ...(rows.length > limit && end ? { next: `${end.createdUs}.${end.id}` } : {}) };
}

/** `lock`: keeps others from changing it before the transaction ends. */
export async function findTaskRow(
  { executeSql }: Run,
  schema: string,
  {
    id,
    names,
    lock = false,
  }: { readonly id: string; readonly names: readonly string[]; readonly lock?: boolean },
): Promise<TaskView | undefined> {
  const { rows } = await executeSql(
    `select ${columns} from ${schema}.job where id = $1::uuid and name = any($2::text[])${lock ? ' for update' : ''}`,
    [id, names],
  );
  return rows.map(viewOf)[0];
}

/** In the column of the outcome, which stands empty while a task runs. */
export async function keepProgress(
  { executeSql }: Run,
  schema: string,
  { id, name, progress }: { readonly id: string; readonly name: string; readonly progress: object },
): Promise<void> {
  await executeSql(
    `update ${schema}.job set output = $3::jsonb where name = $1 and id = $2::uuid and state = 'active'`,
    [name, id, JSON.stringify({ progress })],
  );
}

function cursorOf(after: string): [number, string] {
  const [, timeUs, id] = /^(\d{1,16})\.([0-9a-f-]{36})$/.exec(after) ?? [];
  if (timeUs === undefined || id === undefined)
    throw new AppError('request.invalid', { data: { problem: 'after is the end of no page' } });
  return [Number(timeUs), id];
}

const Output = z.object({
  progress: z.object({ done: z.number(), total: z.number().optional() }).optional(),
  message: z.string().optional(),
  code: z.string().optional().catch(undefined),
  data: z.record(z.string(), z.unknown()).optional().catch(undefined),
  stack: z.string().optional().catch(undefined),
});
/** A stack is for reading; what follows this is rarely read. */
const longestStack = 4000;

function viewOf(found: unknown): TaskView {
  const row = Row.parse(found);
  const output = Output.safeParse(row.output).data;
  const state = stateNames[row.state];
  return {
    id: row.id,
    name: row.name,
    state,
    payload: row.data ?? {},
    attempt: row.retry_count,
    attempts: row.retry_limit,
    createdUs: row.created_us,
    dueUs: row.due_us,
    ...(row.started_us === null ? {} : { startedUs: row.started_us }),
    ...(row.ended_us === null ? {} : { endedUs: row.ended_us }),
    ...(state === 'running' && output?.progress ? { progress: progressOf(output.progress) } : {}),
    ...(output?.message === undefined ? {} : { problem: output.message, failure: failureOf(output) }),
  };
}

const failureOf = ({ code, data, stack }: z.infer<typeof Output>): TaskView['failure'] => ({
  ...(code === undefined ? {} : { code }),
  ...(data === undefined ? {} : { data }),
  ...(stack === undefined ? {} : { technical: stack.slice(0, longestStack) }),
});

const progressOf = ({ done, total }: { done: number; total?: number | undefined }) => ({
  done,
  ...(total === undefined ? {} : { total }),
});
