/** What a source asks for: every import, re-export, dynamic import and type import with its place. */
import { parseSync, Visitor } from 'oxc-parser';

export interface ModuleRequest {
  readonly specifier: string;
  readonly line: number;
  /** True when nothing of it is left once the types are stripped. */
  readonly typeOnly: boolean;
}

/** Throws when the source cannot be parsed. Dynamic imports of anything but a plain string are not seen. */
export function moduleRequests(file: string, source: string): ModuleRequest[] {
  const { module, program, errors } = parseSync(file, source);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const found: ModuleRequest[] = [];
  const add = (specifier: string, start: number, typeOnly: boolean) =>
    found.push({ specifier, line: source.slice(0, start).split('\n').length, typeOnly });

  for (const { moduleRequest, entries, start } of module.staticImports) {
    add(moduleRequest.value, start, entries.length > 0 && entries.every((entry) => entry.isType));
  }
  for (const { entries, start } of module.staticExports) {
    for (const entry of entries) {
      if (entry.moduleRequest) add(entry.moduleRequest.value, start, entry.isType);
    }
  }
  new Visitor({
    ImportExpression: ({ source: from, start }) => {
      if (from.type === 'Literal' && typeof from.value === 'string') add(from.value, start, false);
    },
    TSImportType: ({ source: from, start }) => add(from.value, start, true),
  }).visit(program);
  return found;
}
