/** A project as a line of the data set. */
import type { DatasetProgram, DatasetProject } from '@mantinel/contract';
import type {
  FoundFileRow,
  OperationRow,
  OutcomeSums,
  ProgramRow,
  ProjectRow,
  ToolRow,
} from '@mantinel/store';
import { splitOf } from './split.ts';
import { toolMakerOf } from './tool-maker.ts';

export interface ProjectParts {
  readonly project: ProjectRow;
  readonly programs: readonly {
    readonly program: ProgramRow;
    readonly tools: readonly ToolRow[];
    readonly operations: readonly OperationRow[];
  }[];
  readonly files: readonly FoundFileRow[];
  readonly outcome: OutcomeSums | undefined;
}

export function projectRecord({ project, programs, files, outcome }: ProjectParts): DatasetProject {
  const records = programs.map(programRecord);
  const makers = records.flatMap(({ tools }) => tools.flatMap(({ maker }) => maker ?? []));
  const family = project.id;
  const { material, grade, materialConfidence } = project;
  const bySha = new Map(programs.map(({ program }) => [program.latest.id, program.latest.sha256]));
  return {
    schema: 1,
    id: project.id,
    name: project.name,
    ...told({ partNumber: project.partNumber, customer: project.customer }),
    synthetic: files.length > 0 && files.every(({ synthetic }) => synthetic),
    licence: licenceOf(files),
    provenance: files.map(({ location, path, revision }) => ({
      source: location,
      path,
      sha256: bySha.get(revision)!,
    })),
    material:
      material === undefined
        ? null
        : {
            group: material as NonNullable<DatasetProject['material']>['group'],
            ...told({ grade }),
            confidence: materialConfidence ?? 0,
          },
    programs: records,
    outcome: outcome
      ? { known: true, ...told({ good: outcome.good, scrap: outcome.scrap, verdict: outcome.verdict }) }
      : { known: false },
    splits: {
      family: splitOf(`family ${family}`),
      customer: splitOf(
        project.customer === undefined ? `family ${family}` : `customer ${project.customer.toLowerCase()}`,
      ),
      toolMaker: splitOf(makers.length === 0 ? `family ${family}` : `maker ${mostFrequent(makers)}`),
    },
  };
}

function programRecord({ program, tools, operations }: ProjectParts['programs'][number]): DatasetProgram {
  const { latest } = program;
  return {
    name: program.name,
    ...told({ number: program.number }),
    kind: program.kind as DatasetProgram['kind'],
    dialect: latest.dialect,
    ...told({ cam: latest.cam }),
    lines: latest.lines,
    revisions: program.revisions,
    ...told({ estimateS: latest.estimateS }),
    sha256: latest.sha256,
    tools: tools.map(({ confidence: _confidence, calls: _calls, line: _line, ...tool }) => ({
      ...(told(tool) as DatasetProgram['tools'][number]),
      ...told({ maker: toolMakerOf(tool.description) }),
    })),
    operations: operations.map(
      ({ revision: _revision, firstLine: _first, lastLine: _last, ...operation }) =>
        told(operation) as DatasetProgram['operations'][number],
    ),
  };
}

/** One licence for all, or none that is told. */
function licenceOf(files: readonly FoundFileRow[]): string | null {
  const licences = new Set(files.map(({ licence }) => licence));
  const [only] = licences;
  return licences.size === 1 && only !== undefined ? only : null;
}

function mostFrequent(names: readonly string[]): string {
  const counts = Map.groupBy(names, (name) => name);
  return [...counts].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))[0]![0];
}

type Told<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** What is not known has no field. */
const told = <T extends object>(values: T): Told<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Told<T>;
