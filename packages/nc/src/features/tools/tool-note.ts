/** A note about a tool, taken apart: `T1 D=10 CR=0 - ZMIN=-5 - FLAT END MILL`, `TOOL 3 1/4 DRILL`, `T10 | 1/2 BALL ENDMILL | H10`. */
import { drillSizeInch, screwSizeInch } from './drill-sizes.ts';
import { rotates, type ToolKind, toolKindIn } from './tool-kind.ts';

/** `program`: the note does not say, so it is in what the program writes in. */
export type NoteUnit = 'mm' | 'inch' | 'program';

export interface NoteValue {
  readonly value: number;
  readonly confidence: number;
  /** The part of the note it was read from. */
  readonly text: string;
}

export interface NoteLength extends NoteValue {
  readonly unit: NoteUnit;
}

export interface ToolNote {
  /** Digits behind T or TOOL, as written (`0101`); undefined where the note names no number. */
  readonly digits: string | undefined;
  /** The note without the number. */
  readonly description: string;
  readonly kind: { readonly value: ToolKind; readonly confidence: number; readonly text: string } | undefined;
  readonly diameter: NoteLength | undefined;
  readonly cornerRadius: NoteLength | undefined;
  readonly pitch: NoteLength | undefined;
  readonly flutes: NoteValue | undefined;
  readonly pointAngleDeg: NoteValue | undefined;
}

const numbered =
  /^[\s;*]*(?:(?:MANUAL\s+)?TOOL\s?CHANGE(?:\s+TO)?\W{0,4}|LOAD\s+)?(?:(?:TOOL|TL|WKZ|WERKZEUG|HERRAMIENTA|OUTIL|UTENSILE|N.STROJ)(?:\s*(?:NO\.?|NUMBER|NR\.?|#|-|:|=))*\s*|T(?:O(?=\d))?\s*#?\s*)(\d{1,4})(?=$|[\s|:=,-])\s*[|:=,-]*\s*(.*)$/is;

/** `1/2" END MILL; T01`: the number behind, where what stands before it is a tool. */
const numberedBehind = /^(.*?\S)[\s;,|:]+T\s?#?(\d{1,4})[\s.;]*$/is;

const apart = (note: string): { digits: string | undefined; description: string } => {
  const before = numbered.exec(note);
  if (before) return { digits: before[1]!, description: before[2]!.trim() };
  const behind = numberedBehind.exec(note);
  if (behind && toolKindIn(cleaned(behind[1]!)))
    return { digits: behind[2]!, description: behind[1]!.trim() };
  return { digits: undefined, description: note.trim() };
};

/** Never throws; what it does not find is undefined. */
export function readToolNote(note: string): ToolNote {
  const { digits, description } = apart(note);
  const text = cleaned(description);
  const kind = toolKindIn(text);
  const facts = new Lengths(text);
  const pointAngleDeg = facts.plain(/(?:TAPER\s*=\s*)?(\d+(?:\.\d+)?)\s*(?:DEG\b|°|\*)/, 0.85);
  const pitchAndSize = kind?.kind === 'tap' || kind?.kind === 'thread-mill' ? facts.thread() : undefined;
  const flutes = facts.plain(
    /\b(\d{1,2})[\s-]*(?:FLUTES?|FLT?S?\.?|TEETH)(?![A-Z])|\bZ\s*=?\s*(\d{1,2})\b/,
    0.85,
  );
  const cornerRadius = facts.radius();
  const turning = kind !== undefined && !rotates(kind.kind);
  // What has its teeth counted and no other name is an end mill.
  const fluted: ToolNote['kind'] =
    flutes && flutes.value >= 2 && /FL|TEETH/.test(flutes.text) && /\d\W*(?:MM|"|IN\b|DIA)|\bD\d/.test(text)
      ? { value: 'end-mill', confidence: 0.6, text: flutes.text }
      : undefined;
  const diameter = pitchAndSize?.diameter ?? facts.diameter(kind?.kind ?? fluted?.value, turning);
  const round = isRound(kind?.kind, diameter, cornerRadius);
  return {
    digits,
    description,
    kind: round ?? (kind ? { value: kind.kind, confidence: kind.confidence, text: kind.word } : fluted),
    diameter,
    cornerRadius,
    pitch: pitchAndSize?.pitch,
    flutes: flutes && flutes.value > 0 ? flutes : undefined,
    pointAngleDeg,
  };
}

/** A corner radius of half the diameter is a ball, in whatever language the rest is. */
const isRound = (
  kind: ToolKind | undefined,
  diameter: NoteLength | undefined,
  cornerRadius: NoteLength | undefined,
): ToolNote['kind'] =>
  (kind === undefined || kind === 'end-mill') &&
  diameter &&
  cornerRadius &&
  diameter.unit === cornerRadius.unit &&
  Math.abs(cornerRadius.value / diameter.value - 0.5) < 0.005
    ? { value: 'ball-end-mill', confidence: 0.8, text: `${diameter.text} ${cornerRadius.text}` }
    : undefined;

/** Without what is about something else: offsets, stock to leave, speeds, feeds and catalogue numbers. */
const cleaned = (description: string): string =>
  description
    .toUpperCase()
    .split('|')
    .filter((part) => !/STOCK TO LEAVE|^\s*[HD]\d+\s*$/.test(part))
    .join(' | ')
    .replace(/\b(?:DIA|LEN|LENGTH)\.?\s*OFF(?:SET)?\.?\s*[-=:]*\s*\d+/g, ' ')
    .replace(/\bZMIN\s*=\s*-?[\d.]+/g, ' ')
    .replace(/\bSPEED\s*[\d.]+\s*(?:RPM)?|\bFEED\s*[\d.]+\s*(?:IPM|IPR)?|\bS\d{3,}\b|\bF\.?\d[\d.]*/g, ' ')
    .replace(/\bPRODUCT\b.*$/, ' ')
    .replace(/\b\d{2}-\d{4}\b/g, ' ')
    .replace(/[\d./]+"?\s*(?:MIN(?:IMUM)?\.? )?(?:LENGTH|LG\b|LOC\b|L\b|LONG\b|OAL\b|STICK ?OUT)/g, ' ')
    .trim();

/** A length: `1-1/4"`, `1/4`, `.5`, `6MM`, `10.`. Groups: whole, numerator, denominator, decimal, unit. */
const length = String.raw`(?:(?:(\d+)[-\s])?(\d+)\/(\d+)|(\d+\.?\d*|\.\d+))\s*("|''|IN(?:CH)?\b|MM\b)?`;

const doubled = (radius: NoteLength | undefined): NoteLength | undefined =>
  radius && { ...radius, value: 2 * radius.value };

class Lengths {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  plain(pattern: RegExp, confidence: number): NoteValue | undefined {
    const found = pattern.exec(this.#text);
    if (!found) return undefined;
    return { value: Number(found[1] ?? found[2]), confidence, text: found[0].trim() };
  }

  /** The length within a pattern that has one, groups from `first` on. */
  #read(found: RegExpExecArray | null, first: number, confidence: number): NoteLength | undefined {
    if (!found) return undefined;
    const [whole, over, under, decimal, unit] = found.slice(first, first + 5);
    const fraction = over !== undefined;
    if (fraction && Number(under) === 0) return undefined;
    const value = fraction ? Number(whole ?? 0) + Number(over) / Number(under) : Number(decimal);
    const inch = unit === undefined ? fraction : !unit.startsWith('MM');
    return {
      value,
      unit: inch ? 'inch' : unit === undefined ? 'program' : 'mm',
      confidence,
      text: found[0].trim(),
    };
  }

  radius(): NoteLength | undefined {
    const named = new RegExp(
      String.raw`(?:\bCR\s*[=:]?|\bCORNER\s*RAD(?:IUS)?\.?\s*[-=:]*|NOSE\s*RADIUS\s*[:=]|\bR\s*=?(?=\d{0,2}\.|\d\b)(?!0\d))\s*${length}(?![\d.-])`,
    );
    const behind = new RegExp(
      String.raw`${length}\s*(?:NR\b|NOSE\s*RAD(?:IUS)?|CORNER\s*RAD(?:IUS)?|RAD(?:IUS)?\b)`,
    );
    return (
      this.#read(named.exec(this.#text), 1, 0.9) ??
      this.#read(behind.exec(this.#text), 1, 0.85) ??
      this.#insertRadius()
    );
  }

  /** ISO 1832: `CNMG 120408` has 0.8 mm; the inch designation `CNMG 432` 2/64". */
  #insertRadius(): NoteLength | undefined {
    const found = /\b[CDSTVW][NCPBE][MGAE][GTAWP][- ]?(\d{6}|\d[-.]?\d[-.]?\d(?:\.\d)?)\b/.exec(this.#text);
    if (!found) return undefined;
    const digits = found[1]!.replace(/[-.]/g, '');
    const metric = digits.length === 6;
    const last = Number(metric ? digits.slice(4) : digits.slice(2, 3));
    return {
      value: metric ? last / 10 : last / 64,
      unit: metric ? 'mm' : 'inch',
      confidence: 0.8,
      text: found[0],
    };
  }

  /** `M8X1.25`, `1/4-20`, `#10-32`: size and pitch; `M8` alone says no pitch. */
  thread(): { diameter: NoteLength; pitch: NoteLength | undefined } | undefined {
    const metric = /\bM\s?(\d+(?:\.\d+)?)(?:\s*[X*-]\s*(\d*\.?\d+))?/.exec(this.#text);
    if (metric) {
      const text = metric[0].trim();
      const of = (value: string): NoteLength => ({ value: Number(value), unit: 'mm', confidence: 0.9, text });
      return { diameter: of(metric[1]!), pitch: metric[2] ? of(metric[2]) : undefined };
    }
    const inch = /(?:#\s?(\d{1,2})|(\d+)\/(\d+)|(\d?\.\d+))\s*"?\s*-\s*(\d{1,2})\b/.exec(this.#text);
    if (!inch) return undefined;
    const [text, screw, over, under, decimal, turns] = inch;
    const size = screw ? screwSizeInch(Number(screw)) : over ? Number(over) / Number(under) : Number(decimal);
    if (!size || !Number.isFinite(size) || Number(turns) === 0) return undefined;
    const of = (value: number): NoteLength => ({ value, unit: 'inch', confidence: 0.9, text });
    return { diameter: of(size), pitch: of(1 / Number(turns)) };
  }

  /** A turning tool's lengths are of its shank; only a diameter that is called one counts there. */
  diameter(kind: ToolKind | undefined, turning: boolean): NoteLength | undefined {
    const text = this.#text;
    const called =
      this.#read(new RegExp(String.raw`\bD\s*=\s*${length}`).exec(text), 1, 0.95) ??
      doubled(this.#read(new RegExp(String.raw`\bTOOL[_ ]RADIUS\s*[=:]\s*${length}`).exec(text), 1, 0.9)) ??
      this.#read(
        new RegExp(
          // `1/2" DIA. 2 FLUTE` has two teeth and not a diameter of two.
          String.raw`(?:\bDIAM?(?:ETER|\.)?|[\xd8\xf8])\s*[-=:]*\s*${length}(?![\d./]|\s*-?\s*(?:FLUTE|FLT?S?\b|TEETH))`,
        ).exec(text),
        1,
        0.9,
      ) ??
      this.#read(new RegExp(String.raw`${length}\s*DIA(?:M|METER)?\b`).exec(text), 1, 0.9);
    if (called) return called.value > 0 ? called : undefined;
    if (turning || kind === undefined) return undefined;
    if (kind === 'drill' || kind === 'reamer') {
      const size = /#\s?(\d{1,2})\b/.exec(text) ?? /\bLET(?:TER|\.)?\s*([A-Z])\b|\b([A-Z]) DRILL/.exec(text);
      const inch = size && drillSizeInch(size[1] ?? size[2]!);
      if (size && inch && !/[\d.]+"|MM\b/.test(text))
        return { value: inch, unit: 'inch', confidence: 0.8, text: size[0] };
    }
    const short = this.#read(
      new RegExp(String.raw`\b(?:D|FR-?(?=\d{1,2}\b))\s?${length}`).exec(text),
      1,
      0.7,
    );
    if (short && short.value > 0) return short;
    return this.#bare();
  }

  /** The first length that is neither an angle, a radius, nor a number of flutes. */
  #bare(): NoteLength | undefined {
    const rest = this.#text
      .replace(/(?:TAPER\s*=\s*)?\d+(?:\.\d+)?\s*(?:DEG\b|°|\*|\s*POINT)/g, ' ')
      .replace(/\b\d{1,2}[\s-]*(?:FLUTES?|FLT?S?\.?|TEETH)(?![A-Z])/g, ' ')
      .replace(new RegExp(String.raw`\b(?:CR|R)\s*[=:]?\s*(?=[\d.])${length}`, 'g'), ' ')
      .replace(new RegExp(String.raw`${length}\s*(?:NR\b|NOSE|RAD\b|CORNER)`, 'g'), ' ')
      .replace(/\b(?:NO\.?|OP\.?|#)\s*\d+\b/g, ' ');
    const found = new RegExp(String.raw`(?<![A-Z\d.]|[A-Z]-)${length}`).exec(rest);
    const read = this.#read(found, 1, 0.6);
    if (!read || read.value <= 0 || read.value > 400 || /^0\d/.test(found![4] ?? '')) return undefined;
    if (found![3] !== undefined || found![5] !== undefined) return { ...read, confidence: 0.8 };
    // `DRILL 2` may be the second drill; `10 DRILL` and `8.5 DRILL` are sizes.
    const before = /^\s*[A-Z\xc0-\xff]/.test(rest.slice(found!.index + found![0].length));
    if (!found![4]!.includes('.') && !before) return undefined;
    return found![4]!.includes('.') ? read : { ...read, confidence: 0.5 };
  }
}
