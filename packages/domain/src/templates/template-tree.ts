/** Groups lines of free text that say the same with other values: "same message, other numbers". */
import { TemplateScanner } from './template-scanner.ts';

export interface Template {
  /** From 0 on, in the order of appearance. */
  readonly id: number;
  /** The words, with `<*>` for values. */
  readonly text: string;
}

export interface TemplateTreeOptions {
  /** So many kinds of line are told apart; what comes beyond is one kind, so that a flood of new texts cannot fill the memory. */
  readonly most?: number;
}

/** So many lines that differ in one word alone make that word a value: fewer may be OPENED and CLOSED. */
const alternatives = 4;
/** Lines of fewer words than this are told apart by every one of them. */
const fewWords = 5;
const star = '<*>';

interface Kind {
  readonly template: Template;
  /** The kind that took it in when one of its words proved to be a value. */
  within: Kind | undefined;
}

/**
 * Online: one pass, every line once, memory bounded. A line is looked up by a hash of its words (see `TemplateScanner`); only a line of a
 * kind never seen costs more. Like Drain (He et al., ICWS 2017) it needs no training; unlike it the length of a line does not matter
 * once its values are taken out, and two kinds become one only on evidence.
 */
export class TemplateTree {
  readonly #scanner = new TemplateScanner();
  readonly #kinds = new Map<number, Kind>();
  readonly #byText = new Map<string, Kind>();
  /** Kinds by their words, one word left out: the evidence. */
  readonly #withOneOpen = new Map<string, Kind[]>();
  readonly #most: number;
  /** Found by other trees. */
  readonly #taken = new Set<Kind>();
  #other: Kind | undefined;
  readonly #all: Kind[] = [];

  constructor({ most = 20_000 }: TemplateTreeOptions = {}) {
    this.#most = most;
  }

  /** The template of a line, as it is known now. A template may be taken into a wider one later: see `current`. */
  add(line: string): Template {
    const scanner = this.#scanner;
    scanner.read(line);
    let kind = this.#kinds.get(scanner.hash);
    if (kind === undefined) {
      if (this.#kinds.size >= this.#most) return this.#beyond().template;
      const words = scanner.words();
      kind = this.#kindOf(words.join(' '));
      this.#kinds.set(scanner.hash, kind);
      this.#compare(kind, words);
    }
    return widest(kind).template;
  }

  /** Takes in a template that another tree has found: lines and templates that differ from it in one word alone become part of it. */
  addTemplate(text: string): Template {
    const known = this.#byText.get(text);
    if (known === undefined && this.#all.length >= 2 * this.#most) return this.#beyond().template;
    const kind = this.#kindOf(text);
    if (known === undefined || !this.#taken.has(kind)) {
      this.#taken.add(kind);
      for (const narrow of this.#withOneOpen.get(text) ?? []) join(narrow, kind);
      if (known === undefined) this.#compare(kind, text.split(' '));
    }
    return widest(kind).template;
  }

  /** What a template has become part of since; itself while no word of it proved to be a value. */
  current({ id }: Template): Template {
    return widest(this.#all[id]!).template;
  }

  #kindOf(text: string): Kind {
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const kind: Kind = { template: { id: this.#all.length, text }, within: undefined };
    this.#all.push(kind);
    this.#byText.set(text, kind);
    return kind;
  }

  #beyond(): Kind {
    this.#other ??= this.#kindOf(star);
    return this.#other;
  }

  #compare(kind: Kind, words: readonly string[]): void {
    if (words.filter((word) => word !== star).length < fewWords) return;
    const line = kind.template.text;
    let end = -1;
    for (const [index, word] of words.entries()) {
      const from = end + 1;
      end = from + word.length;
      // The first word names the subject, and a key is never a value.
      if (index === 0 || word === star || word.endsWith('=') || word.endsWith(':')) continue;
      // Stars in a row are one.
      const before = words[index - 1] === star ? from - 1 - star.length : from;
      const after = words[index + 1] === star ? end + 1 + star.length : end;
      const text = line.slice(0, before) + star + line.slice(after);
      const alike = this.#withOneOpen.get(text) ?? [];
      this.#withOneOpen.set(text, alike);
      alike.push(kind);
      const told = this.#byText.get(text);
      if (told !== undefined && this.#taken.has(told)) join(kind, told);
      if (alike.length < alternatives) continue;
      const wider = this.#kindOf(text);
      for (const narrow of alike) join(narrow, wider);
      alike.length = alternatives - 1;
    }
  }
}

function widest(kind: Kind): Kind {
  let here = kind;
  while (here.within !== undefined) here = here.within;
  return here;
}

function join(narrow: Kind, wider: Kind): void {
  const top = widest(narrow);
  const end = widest(wider);
  if (top !== end) top.within = end;
}
