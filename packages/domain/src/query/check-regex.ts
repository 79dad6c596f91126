/** Whether a regular expression can be searched by. Apart from the parser, because the engine is loaded only where there is one. */
import { linearRegex, RegexFlaw } from '../search/linear-regex.ts';

/** What is wrong with it, in the engine's words; undefined when nothing is. */
export function checkRegex(pattern: string): string | undefined {
  try {
    linearRegex(pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof RegexFlaw)) throw error;
    // The engine quotes the expression with flags before it that nobody typed.
    return error.message.replace('error parsing regexp: ', '').replace(/: `[\s\S]*`$/, '');
  }
}
