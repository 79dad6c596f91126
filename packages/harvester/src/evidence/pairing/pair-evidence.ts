/** Which documents speak of which programs: by the name or number they tell, by what their own names have in common, by lying together. */
import type { Evidence } from '../evidence.ts';
import { namePartsOf } from '../folder/name-parts.ts';

export interface PairedDocument {
  readonly path: string;
  readonly evidence: readonly Evidence[];
}

export interface PairedProgram {
  readonly path: string;
  /** Without its O. */
  readonly number?: string | undefined;
  /** From its notes, where it tells one. */
  readonly partNumber?: string | undefined;
}

export interface Pairing {
  readonly document: string;
  readonly program: string;
  /** 0–1; to be multiplied with that of each fact. */
  readonly confidence: number;
  readonly because: string;
}

/** Less than it is not worth telling. */
const least = 0.3;
/** Documents beside more programs than this speak of one of them, and nobody knows of which. */
const mostTogether = 6;

/** Of each document the programs it speaks of, the surest first. */
export function pairEvidence(
  documents: readonly PairedDocument[],
  programs: readonly PairedProgram[],
): readonly Pairing[] {
  const index = indexOf(programs.map(sidesOf));
  return documents.flatMap((document) => {
    const side = sidesOf(document);
    const told = document.evidence.filter(({ field }) => field === 'program').map(({ value }) => value);
    const pairs = candidates(side, told, index).flatMap((program) => {
      const reason = reasonOf(side, program, { told, index });
      return reason && reason.confidence >= least
        ? [{ document: document.path, program: program.path, ...reason }]
        : [];
    });
    const surest = Math.max(0, ...pairs.map(({ confidence }) => confidence));
    // What names its program is not about those that merely have something in common with it.
    return pairs
      .filter(({ confidence }) => surest < 0.9 || confidence >= 0.85)
      .sort((a, b) => b.confidence - a.confidence);
  });
}

/** What a path and facts say of either side. */
interface Side {
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  readonly stem: string;
  readonly number: string | undefined;
  readonly partNumber: string | undefined;
  readonly operation: string | undefined;
}

function sidesOf(each: PairedDocument | PairedProgram): Side {
  const slash = Math.max(each.path.lastIndexOf('/'), each.path.lastIndexOf('\\'));
  const name = each.path.slice(slash + 1).toLowerCase();
  const stem = stemOf(name);
  const folderName =
    each.path
      .slice(0, Math.max(0, slash))
      .split(/!?[\\/]/)
      .at(-1) ?? '';
  const own = namePartsOf(stem);
  const ofFolder = namePartsOf(folderName);
  const surest = (field: Evidence['field']) =>
    'evidence' in each
      ? each.evidence.filter((fact) => fact.field === field).sort((a, b) => b.confidence - a.confidence)[0]
          ?.value
      : undefined;
  const partNumber =
    ('partNumber' in each ? each.partNumber : surest('part-number')) ?? own.partNumber ?? ofFolder.partNumber;
  return {
    path: each.path,
    folder: each.path.slice(0, Math.max(0, slash)).toLowerCase(),
    name,
    stem,
    number:
      'number' in each && each.number !== undefined
        ? bareNumber(each.number)
        : (bareNumber(stem) ?? undefined),
    partNumber: partNumber?.toLowerCase(),
    operation: own.operation ?? surest('operation') ?? ofFolder.operation,
  };
}

/** `o1001.nc` and `1001` are the number 1001. */
const bareNumber = (text: string): string | undefined =>
  /^o?0*(\d{1,8})(?:\.\w{1,4})?$/i.exec(text.trim())?.[1];

/** Without its ending and what sheets add to the name of their program. */
const stemOf = (name: string): string =>
  name
    .replace(/\.[a-z0-9]{1,5}$/, '')
    .replace(
      /[\s_-]*(?:set-?up[\s_-]?sheet|setup|tool[\s_-]?list|tools|einrichteblatt|werkzeugliste|nastrojovy[\s_-]?list|hoja[\s_-]de[\s_-]preparacion|fiche[\s_-]?outils?)$/,
      '',
    )
    .trim();

interface Index {
  readonly byName: ReadonlyMap<string, readonly Side[]>;
  readonly byStem: ReadonlyMap<string, readonly Side[]>;
  readonly byNumber: ReadonlyMap<string, readonly Side[]>;
  readonly byPart: ReadonlyMap<string, readonly Side[]>;
  readonly byFolder: ReadonlyMap<string, readonly Side[]>;
}

function indexOf(programs: readonly Side[]): Index {
  const by = (key: (side: Side) => string | undefined) => {
    const map = new Map<string, Side[]>();
    for (const side of programs) {
      const at = key(side);
      if (at === undefined) continue;
      const sides = map.get(at);
      if (sides) sides.push(side);
      else map.set(at, [side]);
    }
    return map;
  };
  return {
    byName: by(({ name }) => name),
    byStem: by(({ stem }) => stem),
    byNumber: by(({ number }) => number),
    byPart: by(({ partNumber }) => partNumber),
    byFolder: by(({ folder }) => folder),
  };
}

function candidates(side: Side, told: readonly string[], index: Index): readonly Side[] {
  const found = new Set<Side>();
  const add = (sides: readonly Side[] | undefined) => {
    // A name that hundreds have tells none of them.
    if (sides && sides.length <= 200) for (const each of sides) found.add(each);
  };
  for (const value of told) {
    add(index.byName.get(value.toLowerCase()));
    add(index.byStem.get(stemOf(value.toLowerCase())));
    add(index.byNumber.get(bareNumber(value) ?? ''));
  }
  add(index.byStem.get(side.stem));
  add(index.byPart.get(side.partNumber ?? ''));
  add(index.byFolder.get(side.folder));
  return [...found];
}

function reasonOf(
  document: Side,
  program: Side,
  { told, index }: { readonly told: readonly string[]; readonly index: Index },
): Pick<Pairing, 'confidence' | 'because'> | undefined {
  const together = document.folder === program.folder;
  const names = told.map((value) => value.toLowerCase());
  if (
    names.includes(program.name) ||
    (names.map(stemOf).includes(program.stem) && !/^o?\d+$/.test(program.stem))
  ) {
    const alike = index.byStem.get(program.stem)?.length ?? 1;
    if (together || alike === 1) return { confidence: 0.95, because: `it names the program ${program.name}` };
    const besides = index.byStem.get(program.stem)!.some(({ folder }) => folder === document.folder);
    if (!besides)
      return {
        confidence: 0.6,
        because: `it names the program ${program.name}, of which there are ${alike}`,
      };
  }
  // What contradicts: another part, or another operation of it.
  const differ = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && a !== b;
  if (differ(document.partNumber, program.partNumber) || differ(document.operation, program.operation))
    return undefined;
  const sameOperation = document.operation !== undefined && document.operation === program.operation;
  if (document.stem === program.stem && (together || /\d/.test(program.stem) || program.stem.length >= 8))
    return { confidence: together ? 0.9 : 0.65, because: `both are called ${program.stem}` };
  const samePart = document.partNumber !== undefined && document.partNumber === program.partNumber;
  const tellsNumber =
    program.number !== undefined && told.some((value) => bareNumber(value) === program.number);
  if (tellsNumber && (together || samePart))
    return {
      confidence: 0.85,
      because: `it names the number ${program.number}${together ? ' of a program beside it' : ''}`,
    };
  if (samePart)
    return {
      confidence: sameOperation ? 0.8 : 0.6,
      because: `both are of part ${document.partNumber}${sameOperation ? `, operation ${document.operation}` : ''}`,
    };
  const neighbours = index.byFolder.get(document.folder)?.length ?? 0;
  if (!together || neighbours > mostTogether) return undefined;
  if (neighbours === 1) return { confidence: 0.6, because: 'no other program lies in its folder' };
  return { confidence: sameOperation ? 0.6 : 0.35, because: `it lies beside ${neighbours} programs` };
}
