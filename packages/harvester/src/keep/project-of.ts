/** Which part a program is for, as far as its name, its folder and its notes tell. */
import { stemOf } from './stem-of.ts';

export interface ProjectFinding {
  /** The same for programs of one part. */
  readonly key: string;
  readonly name: string;
  readonly partNumber: string | undefined;
}

export interface Placed {
  readonly path: string;
  /** Hexadecimal digits. */
  readonly sha256: string;
  /** From its notes, its folders or its name, where they tell surely. */
  readonly partNumber?: string | undefined;
}

/** `BOX_REV-A_OP1`, `bracket side 2`: programs of one part that are told apart by the operation. */
const step =
  /[\s_-]*\b(?:OP|OPER|OPERATION|SETUP|SIDE|SEITE|STRANA|AFO|AUFSPANNUNG)[\s_.-]?\d{1,3}(?:st|nd|rd|th)?\b|[\s_-]*\b(?:1st|2nd|3rd|first|second)[\s_-]?(?:side|op)\b/i;

/** A program about which nothing tells is a project of its own. `source`: id of the harvest's source. */
export function projectOf(source: string, { path, sha256, partNumber }: Placed): ProjectFinding {
  if (partNumber !== undefined) return { key: `part:${normal(partNumber)}`, name: partNumber, partNumber };
  const name = nameOf(path);
  const stem = stemOf(path).replaceAll('_', ' ');
  if (step.test(stem)) {
    const part = stem
      .replace(step, '')
      .replace(/[\s,;._-]+$/, '')
      .trim();
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    // `OP1.nc` and `OP2.nc` of a folder: the folder is the part.
    const of = part === '' ? folder : `${folder}/${part}`;
    if (of !== '')
      return {
        key: `folder:${source}:${of.toLowerCase()}`,
        name: nameOf(part || folder),
        partNumber: undefined,
      };
  }
  return { key: `text:${sha256.slice(0, 32)}`, name, partNumber: undefined };
}

const normal = (number: string): string => number.toUpperCase().replaceAll(/[\s._/-]/g, '');

const nameOf = (path: string): string => path.replace(/^.*\//, '').replace(/\.\w{1,5}$/, '') || path;
