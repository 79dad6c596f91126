/** What waits for a person's word: projects of whose material, and tools of whose kind or diameter nothing tells surely. */
import type { PlaceId } from '@mantinel/domain';
import { sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import {
  type AfterProject,
  type AfterTool,
  type InboxCounts,
  type InboxFilter,
  type InboxPage,
  type MaterialQuestionRow,
  materialCounts,
  materialPage,
  type ToolQuestionRow,
  toolCounts,
  toolPage,
} from './inbox-pages.ts';
import { askAnew } from './inbox-questions.ts';
import { settleTools } from './settle-tools.ts';

export interface ProgramInbox {
  /** In order of name. Of mills and lathes: what is set apart asks nothing. */
  materials(page: InboxPage<AfterProject>): Promise<MaterialQuestionRow[]>;
  materialCounts(filter: InboxFilter): Promise<InboxCounts>;
  /** Of the newest revision of each program, in order of its name. */
  tools(page: InboxPage<AfterTool>): Promise<ToolQuestionRow[]>;
  toolCounts(filter: InboxFilter): Promise<InboxCounts>;
  /** Locked until the transaction ends; those that are there. */
  projectsForChange(
    ids: readonly string[],
  ): Promise<{ readonly id: string; readonly place: PlaceId; readonly version: number }[]>;
  /** One file of each of these projects. */
  pathsOf(projects: readonly string[]): Promise<string[]>;
  /** Of these tools those that are there, as the newest revision describes them. */
  toolsOf(tools: readonly { readonly program: string; readonly tool: number }[]): Promise<
    {
      readonly program: string;
      readonly tool: number;
      readonly project: string;
      readonly description: string | undefined;
    }[]
  >;
  /** A person said what their material is. */
  confirm(projects: readonly string[], person: string | undefined): Promise<void>;
  /** Tools of these programs, and operations with them, as a person or a rule says; what they do not say stays as it was read. */
  settleTools(programs: readonly string[]): Promise<void>;
  /** Everything that waits, from what is stored: for rows that were written past all this. */
  askAnew(): Promise<void>;
}

export function programInbox(run: Run, nowUs: () => number): ProgramInbox {
  return {
    materials: (page) => run((db) => materialPage(db, page)),
    materialCounts: (filter) => run((db) => materialCounts(db, filter)),
    tools: (page) => run((db) => toolPage(db, page)),
    toolCounts: (filter) => run((db) => toolCounts(db, filter)),
    projectsForChange: (ids) =>
      run((db) =>
        db
          .selectFrom('project')
          .select(['id', 'place', 'version'])
          .where(sql<boolean>`id = any(${ids}::text[])`)
          // Always in the same order: two who confirm the same do not wait for each other for ever.
          .orderBy('id')
          .forUpdate()
          .execute(),
      ),
    pathsOf: (projects) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('program')
          .innerJoin('program_file as file', 'file.revision', 'program.latest')
          .select(({ fn }) => fn.min('file.path').as('path'))
          .where(sql<boolean>`program.project = any(${projects}::text[])`)
          .groupBy('program.project')
          .execute();
        return rows.map(({ path }) => path);
      }),
    toolsOf: (tools) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('program')
          .innerJoin('program_tool as tool', 'tool.revision', 'program.latest')
          .select(['program.id as program', 'tool.number as tool', 'program.project', 'tool.description'])
          .where(
            sql<boolean>`(program.id, tool.number) in (select * from unnest(
            ${tools.map(({ program }) => program)}::text[], ${tools.map(({ tool }) => tool)}::integer[]))`,
          )
          .execute();
        return rows.map(({ description, ...row }) => ({ ...row, description: description ?? undefined }));
      }),
    confirm: (projects, person) =>
      run(async (db) => {
        await db
          .updateTable('project')
          .set({ confirmed_by: person ?? null, confirmed_us: nowUs() })
          .where(sql<boolean>`id = any(${projects}::text[])`)
          .execute();
      }),
    settleTools: (programs) => run((db) => settleTools(db, programs)),
    askAnew: () => run((db) => atomically(db, askAnew)),
  };
}
