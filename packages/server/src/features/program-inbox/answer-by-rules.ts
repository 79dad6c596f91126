/** The background task that answers, by what was remembered, whatever waits. */
import { applyRules, type Evidence, type FactRule, factRules, settleProjects } from '@mantinel/harvester';
import type { Fact, FactRow, MaterialQuestionRow, Store, ToolQuestionRow } from '@mantinel/store';
import { z } from 'zod';
import type { Log } from '../../own-log/log.ts';
import { type TaskDefinition, task } from '../../task.ts';
import { asEvidence } from './rules-of.ts';

export const answerByRulesName = 'program.answerByRules';

export interface AnswerByRulesOptions {
  readonly store: Store;
  readonly nowUs: () => number;
  readonly log: Log;
}

const Place = z.string().regex(/^\w+:/) as unknown as z.ZodType<`site:${string}`>;
const pageSize = 200;
type Rules = readonly FactRule[];

export function answerByRules({ store, nowUs, log }: AnswerByRulesOptions): TaskDefinition {
  return task({
    name: answerByRulesName,
    payload: z.object({ place: Place }),
    retries: 5,
    retryDelaySeconds: 10,
    longestDelaySeconds: 300,
    timeLimitSeconds: 3600,
    handle: async ({ place }, { signal }) => {
      // First what tools are without what is forgotten: only then is it clear what waits.
      // Only who reads again loads what reads programs.
      const { readAgain } = await import('@mantinel/harvester/reading');
      await readAgain({ store, nowUs, signal });
      const rules = await factRules(store, place);
      const of = { places: [place], words: [] };
      let answered = 0;
      for await (const page of pages<MaterialQuestionRow>((after) =>
        store.programInbox.materials({ ...of, after, limit: pageSize }),
      )) {
        signal.throwIfAborted();
        answered += await answerMaterials(page, rules);
      }
      for await (const page of pages<ToolQuestionRow>((after) =>
        store.programInbox.tools({ ...of, after, limit: pageSize }),
      )) {
        signal.throwIfAborted();
        answered += await answerTools(page, rules);
      }
      if (answered > 0)
        log.info(
          { code: 'program.answeredByRules', place, answers: answered },
          'materials and tools that waited were answered by what was remembered',
        );
    },
  });

  async function answerMaterials(page: readonly MaterialQuestionRow[], rules: Rules): Promise<number> {
    const facts = Map.groupBy(await store.facts.of(page.map(({ id }) => id)), ({ project }) => project);
    const said = page.flatMap(({ id, path }) =>
      saidBy(
        rules,
        (facts.get(id) ?? []).filter(({ tool }) => tool === undefined),
        {
          about: { project: id },
          path,
        },
      ),
    );
    return keep(said);
  }

  async function answerTools(page: readonly ToolQuestionRow[], rules: Rules): Promise<number> {
    const said = page.flatMap(({ project, program, tool, description, path, line }) =>
      description === undefined
        ? []
        : saidBy(rules, [], {
            about: { project, program, tool },
            path,
            also: [
              {
                field: 'tool',
                value: description,
                tool,
                confidence: 0.9,
                reader: 'program',
                where: `${path ?? ''} line ${line}`,
                because: '',
              },
            ],
          }),
    );
    return keep(said);
  }

  function keep(said: readonly Fact[]): Promise<number> {
    if (said.length === 0) return Promise.resolve(0);
    return store.transaction(async (tx) => {
      await tx.facts.add(said);
      await settleProjects(tx, nowUs, {
        projects: said.map(({ project }) => project),
        programs: said.flatMap(({ program = [] }) => program),
      });
      return said.length;
    });
  }
}

interface Asked {
  readonly about: Pick<Fact, 'project' | 'program' | 'tool'>;
  readonly path: string | undefined;
  readonly also?: readonly Evidence[];
}

/** What rules say, as facts; of a project nothing about its tools, and the other way round. */
function saidBy(rules: Rules, facts: readonly FactRow[], { about, path, also = [] }: Asked): Fact[] {
  const fitting = rules.filter(({ field }) => field.startsWith('tool') === (about.tool !== undefined));
  const evidence = [...facts.map(asEvidence), ...also];
  return applyRules(evidence, fitting, path)
    .evidence.slice(evidence.length)
    .map(({ field, value, confidence, where, because, rule }) => ({
      ...about,
      ...{ field, value, confidence, because, rule },
      reader: 'rule',
      source: where,
    }));
}

/** Answered rows leave the list, so that the next page begins behind the last one's end all the same. */
async function* pages<Row>(read: (after: Row | undefined) => Promise<Row[]>): AsyncGenerator<Row[]> {
  let after: Row | undefined;
  for (;;) {
    const page = await read(after);
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    after = page.at(-1);
  }
}
