/** What a machine calls the program that it runs, in the words of files. */

export interface ProgramName {
  /** Without path, extension and case: `TNC:\BRIAN\Coil Holder.H` is `coil holder`. */
  readonly name: string;
  /** Of an O number: digits without leading zeros. */
  readonly number: string | undefined;
}

/** As a machine gives it, or as a file is called. */
export function programName(told: string): ProgramName {
  const file = told
    .trim()
    .split(/[/\\:]/)
    .at(-1)!;
  const name = file
    .replace(/\.[A-Za-z][A-Za-z0-9]{0,4}$/, '')
    .trim()
    .toLowerCase();
  const number = /^[o:]?0*(\d{1,8})$/.exec(name)?.[1];
  return { name, number };
}
