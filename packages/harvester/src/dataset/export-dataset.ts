/** `training_data`: every project of a site with what is known of it, one a line, and the same as conversations. */
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetProject, datasetSchema } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { Store } from '@mantinel/store';
import { chatExamples } from './chat.ts';
import { projectRecord } from './project-record.ts';

export interface DatasetOptions {
  readonly store: Pick<Store, 'projects' | 'programReading' | 'outcomes'>;
  readonly places: readonly PlaceId[];
  /** Made when it is missing; files of an earlier export are replaced. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

export interface DatasetReport {
  /** Parts, those of generators left out. */
  readonly projects: number;
  /** Programs with their revisions counted once, those of generators left out. */
  readonly families: number;
  readonly operations: number;
  readonly synthetic: number;
  /** Projects by licence; `not told` among them. */
  readonly licences: Readonly<Record<string, number>>;
  readonly withMaterial: number;
  readonly withOutcome: number;
  readonly conversations: number;
}

const page = 200;
const most = 10_000;

/** Throws what the file system and the store throw; a file that is there is whole. */
export async function exportDataset(options: DatasetOptions): Promise<DatasetReport> {
  const { folder } = options;
  await mkdir(folder, { recursive: true });
  const report = {
    projects: 0,
    families: 0,
    operations: 0,
    synthetic: 0,
    licences: {} as Record<string, number>,
    withMaterial: 0,
    withOutcome: 0,
    conversations: 0,
  };
  await using projects = await wholeFile(join(folder, 'projects.jsonl'));
  await using chats = await wholeFile(join(folder, 'chat.jsonl'));
  for await (const project of records(options)) {
    // What does not hold to the schema is a fault of ours, told before anybody learns from it.
    DatasetProject.parse(project);
    if (project.synthetic) report.synthetic += 1;
    else {
      report.projects += 1;
      report.families += project.programs.length;
      report.operations += project.programs.reduce((sum, { operations }) => sum + operations.length, 0);
      const licence = project.licence ?? 'not told';
      report.licences[licence] = (report.licences[licence] ?? 0) + 1;
      if (project.material) report.withMaterial += 1;
      if (project.outcome.known) report.withOutcome += 1;
    }
    await projects.write(project);
    for (const example of chatExamples(project)) {
      await chats.write(example);
      report.conversations += 1;
    }
  }
  await writeFile(join(folder, 'projects.schema.json'), `${JSON.stringify(datasetSchema(), undefined, 2)}\n`);
  await projects.finish();
  await chats.finish();
  return report;
}

async function* records({ store, places, signal }: DatasetOptions): AsyncGenerator<DatasetProject> {
  const outcomes = new Map((await store.outcomes.sums()).map((sums) => [sums.project, sums]));
  let after: { key: string; id: string } | undefined;
  for (;;) {
    signal.throwIfAborted();
    const projects = await store.projects.list({ places, order: 'name', after, limit: page });
    for (const project of projects) {
      // Lasers, printers and the like are kept, not learnt from.
      const programs = (await store.programReading.ofProject(project.id, most)).filter(
        ({ kind }) => kind === 'mill' || kind === 'lathe',
      );
      if (programs.length === 0) continue;
      const parts = await Promise.all(
        programs.map(async (program) => ({
          program,
          tools: await store.programReading.tools(program.latest.id),
          operations: await store.programReading.operations(program.latest.id),
        })),
      );
      const revisions = programs.map(({ latest }) => latest.id);
      const files = await store.programReading.files(revisions, { places, each: 20 });
      yield projectRecord({ project, programs: parts, files, outcome: outcomes.get(project.id) });
    }
    const last = projects.at(-1);
    if (projects.length < page || !last) return;
    after = { key: last.name, id: last.id };
  }
}

interface LineFile extends AsyncDisposable {
  /** As a line of JSON. */
  write(line: unknown): Promise<void>;
  /** From now on it is there. */
  finish(): Promise<void>;
}

/** Written beside it first, so that a reader never meets half of it. */
async function wholeFile(file: string): Promise<LineFile> {
  const unfinished = `${file}.unfinished`;
  const handle = await open(unfinished, 'w', 0o600);
  let finished = false;
  return {
    write: (line) => handle.appendFile(`${JSON.stringify(line)}\n`),
    async finish() {
      await handle.close();
      await rename(unfinished, file);
      finished = true;
    },
    async [Symbol.asyncDispose]() {
      if (finished) return;
      await handle.close();
      await rm(unfinished, { force: true });
    },
  };
}
