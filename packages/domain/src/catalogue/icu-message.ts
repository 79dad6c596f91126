/** ICU messages: filled in for an event, and read for what they ask for. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { CatalogueLanguage } from './entry.ts';

export type MessageValues = Readonly<Record<string, string | number>>;

/** A value that an event lacks; a `select` may name it and say something better. */
export const absentValue = 'none';

/** Fills messages of one language; remembers what it has read of them. */
export type FillMessage = (message: string, values: MessageValues) => string;

const options = { ignoreTag: true, captureLocation: false } as const;
/** Far more than any shop has; a guard against whoever writes messages by program. */
const mostRemembered = 5000;

interface Read {
  readonly format: IntlMessageFormat;
  readonly names: readonly string[];
}

/** A value that the event lacks reads as `none`. */
export function messageFiller(language: CatalogueLanguage): FillMessage {
  const known = new Map<string, Read>();
  const read = (message: string): Read => {
    const found = known.get(message);
    if (found) return found;
    const format = new IntlMessageFormat(message, language, undefined, options);
    const made = { format, names: argumentsOf(format).map(({ name }) => name) };
    if (known.size >= mostRemembered) known.clear();
    known.set(message, made);
    return made;
  };
  return (message, values) => {
    // Most texts name nothing.
    if (!message.includes('{') && !message.includes("'")) return message;
    const { format, names } = read(message);
    const filled = Object.fromEntries(names.map((name) => [name, values[name] ?? absentValue]));
    return String(format.format(filled));
  };
}

export interface MessageArgument {
  readonly name: string;
  /** Whether it stands there as it is, neither chosen by nor counted. */
  readonly plain: boolean;
}

/** What a message asks for. Throws `SyntaxError` for what is no ICU message. */
export const messageArguments = (message: string): readonly MessageArgument[] =>
  argumentsOf(new IntlMessageFormat(message, 'en', undefined, options));

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Numbers of the parser's element types (TYPE of @formatjs/icu-messageformat-parser). */
const literal = 0;
const argument = 1;
const pound = 7;

function argumentsOf(format: IntlMessageFormat): MessageArgument[] {
  const found: MessageArgument[] = [];
  const walk = (elements: readonly Element[]) => {
    for (const element of elements) {
      if (element.type === literal || element.type === pound) continue;
      found.push({ name: element.value, plain: element.type === argument });
      if ('options' in element) for (const { value } of Object.values(element.options)) walk(value);
    }
  };
  walk(format.getAst());
  return found;
}
