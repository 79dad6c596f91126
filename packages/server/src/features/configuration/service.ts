/** mantinel.yaml seen and changed: by the one schema, with its comments kept, and no secret shown. */
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  AppError,
  type ChangeConfiguration,
  type CheckedConfiguration,
  Config,
  type ConfigurationProblem,
  type ConfigurationView,
  type SettingSource,
  type SettingView,
} from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { type Document, isCollection, parseDocument } from 'yaml';
import { type Act, auditedAt } from '../../audited-at.ts';
import { checkConfig } from '../../config/check-config.ts';
import type { ConfigFile, ConfigText } from '../../config/config-file.ts';
import { absolutePaths } from '../../config/load-config.ts';
import { redacted, unredacted } from '../../config/redact.ts';
import { type SettingOf, settingsOf, settingsSchema, valueAt } from '../../config/settings-of.ts';
import { type Change, differencesOf, valuesOf } from './differences.ts';

export interface ConfigurationService {
  /** A file that is not understood is told by its problems, with the running settings. */
  view(): Promise<ConfigurationView>;
  check(set: ChangeConfiguration['set']): Promise<CheckedConfiguration>;
  /**
   * Throws `configuration.noFile`, `configuration.broken`, `configuration.refused`, `configuration.notWritten`, and
   * `changedMeanwhile` when the file is no longer of this version.
   */
  change(change: { set: ChangeConfiguration['set']; version: number }, act: Act): Promise<ConfigurationView>;
}

export interface ConfigurationOptions {
  /** Absent where there is nowhere to write. */
  readonly file: ConfigFile | undefined;
  /** As the program runs by it. */
  readonly running: Config;
  readonly demo: boolean;
  /** Settings that the environment or the command line gives, over the file. */
  readonly overridden: Readonly<Record<string, 'environment' | 'command'>>;
  /** What applies without a restart is handed over here. */
  readonly apply: (config: Config) => void;
  readonly site: PlaceId;
  readonly nowUs: () => number;
}

export function configurationService(options: ConfigurationOptions): ConfigurationService {
  const { file, demo, overridden, apply, nowUs } = options;
  const schema = settingsSchema();
  const settings = settingsOf(schema);
  const defaults = Config.parse({});
  let { running } = options;

  const read = async (): Promise<ConfigText> => file?.read() ?? { text: '', exists: false, version: 0 };

  async function view(): Promise<ConfigurationView> {
    let problems: ConfigurationProblem[] = [];
    let text: ConfigText = { text: '', exists: true, version: 0 };
    try {
      text = await read();
      problems = problemsOf(text.text);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'configuration.broken') throw error;
      const { line, problem } = error.data;
      problems = [{ setting: '', line: Number(line), problem: String(problem), remedy: error.remedy }];
    }
    const raw = problems.length > 0 ? {} : parseDocument(text.text).toJS();
    const checked = problems.length > 0 ? undefined : checkConfig(text.text);
    const config = checked?.ok ? checked.config : running;
    const resolved = file ? absolutePaths(config, dirname(file.path)) : config;
    return {
      ...(file ? { file: file.path } : {}),
      exists: text.exists && file !== undefined,
      demo,
      schema,
      settings: settings.map((setting) => settingView(setting, { config, resolved, raw })),
      problems,
      version: text.version,
    };
  }

  function settingView(
    { setting, schema: part, requiresRestart }: SettingOf,
    { config, resolved, raw }: { config: Config; resolved: Config; raw: unknown },
  ): SettingView {
    const over = overridden[setting];
    const now = valueAt(running, setting);
    const value = over ? now : valueAt(config, setting);
    const waits = !over && !isDeepStrictEqual(valueAt(resolved, setting), now);
    const standard = valueAt(defaults, setting);
    const source: SettingSource = over ?? (valueAt(raw, setting) === undefined ? 'default' : 'file');
    return {
      setting,
      value: redacted(value, part),
      standard,
      source,
      requiresRestart,
      running: waits ? redacted(now, part) : undefined,
      waits,
    };
  }

  /** Sets what is asked for; what must not be set at all is thrown. */
  function put(document: Document, set: ChangeConfiguration['set'], before: unknown): void {
    for (const { setting, value } of set) {
      const known = settings.find((other) => other.setting === setting);
      const refuse = (problem: string, remedy: string) =>
        new AppError('configuration.refused', { data: { setting, problem, remedy } });
      if (!known)
        throw refuse(
          'this is no setting that is changed here',
          'Machines are changed on the page of the plant.',
        );
      if (known.fixed && !isDeepStrictEqual(valueAt(before, setting), value))
        throw refuse(
          'what is recorded already carries it',
          'Change it in the file itself, with Mantinel stopped.',
        );
      if (overridden[setting])
        throw refuse('the environment or the command line gives it', 'Change it there, and start again.');
      const path = setting.split('.');
      if (value === null || value === undefined) {
        removeAt(document, path);
        continue;
      }
      // `http:` with nothing behind it is no group yet.
      for (let length = 1; length < path.length; length += 1) {
        const above = path.slice(0, length);
        if (document.hasIn(above) && !isCollection(document.getIn(above, true))) document.deleteIn(above);
      }
      const present = valueAt(before, setting);
      const plain = unredacted(value, present, { setting, schema: known.schema });
      if (!isDeepStrictEqual(plain, present)) document.setIn(path, plain);
    }
  }

  return {
    view,
    check: async (set) => {
      const document = parseDocument((await read()).text);
      try {
        put(document, set, document.toJS() ?? {});
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'configuration.refused') throw error;
        const { setting, problem } = error.data;
        return {
          problems: [{ setting: String(setting), problem: String(problem), remedy: error.remedy }],
        };
      }
      return { problems: problemsOf(document.toString({ lineWidth: 0 })) };
    },
    change: async ({ set, version }, act) => {
      if (!file) throw new AppError('configuration.noFile');
      return act.unit.commit(async (tx) => {
        let changes: Change[] = [];
        let config = running;
        await file.edit(async (document, before) => {
          const old = document.toJS() ?? {};
          put(document, set, old);
          const text = document.toString({ lineWidth: 0 });
          // An attempt that got no further than the file, and is made again, finds its change there.
          const done = act.unit.resumed && text === before.text;
          if (before.version !== version && !done)
            throw new AppError('changedMeanwhile', { data: { what: file.path } });
          const checked = checkConfig(text);
          if (!checked.ok) {
            const { setting, problem, remedy } = checked.problems[0];
            throw new AppError('configuration.refused', { data: { setting, problem, remedy } });
          }
          config = absolutePaths(checked.config, dirname(file.path));
          changes = differencesOf(settings, { before: old, after: document.toJS() ?? {} });
          await tx.outbox.enqueue(
            auditedAt({
              code: 'configuration.changed',
              message: 'A person changed the configuration.',
              place: options.site,
              before: valuesOf(changes, 'before'),
              after: valuesOf(changes, 'after'),
              act,
              site: running.site,
              nowUs: nowUs(),
            }),
          );
        });
        running = withLive(running, config, settings);
        apply(running);
        return view();
      });
    },
  };
}

function removeAt(document: Document, path: readonly string[]): void {
  if (isCollection(document.getIn(path.slice(0, -1), true)) || path.length === 1) document.deleteIn(path);
}

const problemsOf = (text: string): ConfigurationProblem[] => {
  const checked = checkConfig(text);
  if (checked.ok) return [];
  return checked.problems.map(({ setting, line, problem, remedy }) => ({ setting, line, problem, remedy }));
};

/** The running configuration with those settings of the new one that hold at once. */
function withLive(running: Config, config: Config, settings: readonly SettingOf[]): Config {
  const next = structuredClone(running);
  for (const { setting, requiresRestart } of settings) {
    if (requiresRestart) continue;
    const path = setting.split('.');
    const group = path.length === 1 ? next : valueAt(next, path.slice(0, -1).join('.'));
    (group as Record<string, unknown>)[path.at(-1)!] = valueAt(config, setting);
  }
  return next;
}
