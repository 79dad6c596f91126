/** Corrections that are remembered: listed, and forgotten with what they gave. */
import {
  AppError,
  type ProgramRules,
  type ProgramRulesQuery,
  type ProgramRuleView,
  type Removed,
} from '@mantinel/contract';
import { type PlaceId, placesWith, placesWithin } from '@mantinel/domain';
import { takeBack } from '@mantinel/harvester';
import { type ListedRule, type Store, searchWords } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { type Caller, mayAt } from '../../http/caller.ts';
import { cursorOf } from '../../http/page.ts';
import { timeKeyOf } from '../../http/time-cursor.ts';
import type { PeopleNames } from '../alarms/people-names.ts';
import type { Tasks } from '../tasks/service.ts';
import { answerByRulesName } from './answer-by-rules.ts';

export interface ProgramRulesService {
  /** Throws `request.invalid`. */
  list(query: ProgramRulesQuery, caller: Caller): Promise<ProgramRules>;
  /** Throws `program.ruleNotFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): Promise<PlaceId>;
  /** What it gave is taken back, and what waits then is answered by the other rules. Throws `program.ruleNotFound`, `changedMeanwhile`. */
  remove(id: string, version: number, act: Act): Promise<Removed>;
}

export interface ProgramRulesOptions {
  readonly store: Store;
  readonly tasks: () => Pick<Tasks, 'begin'>;
  readonly names: PeopleNames;
  readonly site: string;
  readonly nowUs: () => number;
}

export function programRulesService(options: ProgramRulesOptions): ProgramRulesService {
  const { store, tasks, names, site, nowUs } = options;

  const viewOf = ({ person, ...rule }: ListedRule): ProgramRuleView => {
    const name = person === undefined ? undefined : names.nameOf(person);
    return { ...rule, ...(name === undefined ? {} : { person: name }) };
  };

  return {
    list: async ({ text, after, limit }, { plant, access }) => {
      const from = timeKeyOf(after);
      const rows = await store.facts.listRules({
        places: placesWith(plant, access, ['program.read']).flatMap((place) => placesWithin(plant, place)),
        words: searchWords(text),
        after: from && { changedUs: from.us, id: from.id },
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      await names.learn(page.flatMap(({ person }) => person ?? []));
      return {
        rules: page.map(viewOf),
        ...(rows.length > limit && last ? { next: cursorOf([String(last.changedUs), last.id]) } : {}),
      };
    },
    placeOf: async (id, caller) => {
      const rule = await store.facts.rule(id);
      if (!rule || !mayAt(caller, 'program.read', rule.place)) throw new AppError('program.ruleNotFound');
      return rule.place;
    },
    remove: (id, version, act) =>
      act.unit.commit(async (tx) => {
        const rule = await tx.facts.rule(id);
        if (!rule) throw new AppError('program.ruleNotFound');
        const { place, looksAt, pattern, field, value } = rule;
        await takeBack(tx, nowUs, [id]);
        await tx.facts.removeRule(id, version);
        await tasks().begin(answerByRulesName, { place }, { tx });
        const told = { code: 'program.ruleForgotten', message: 'A person removed a remembered correction.' };
        const before = { rule: id, looksAt, pattern, field, value };
        await tx.outbox.enqueue(auditedAt({ ...told, before, place, act, site, nowUs: nowUs() }));
        return { removed: id };
      }),
  };
}
