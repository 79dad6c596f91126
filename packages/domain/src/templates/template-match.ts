/** Whether a line is of a template's kind, whatever values stand in it. */
import { TemplateScanner } from './template-scanner.ts';

const star = '<*>';

/** A test of lines; `template` as `TemplateTree` writes it: words, and `<*>` for what may be one word or value or more. */
export function templateTest(template: string): (line: string) => boolean {
  const wanted = template === '' ? [] : template.split(' ');
  const scanner = new TemplateScanner();
  return (line) => {
    scanner.read(line);
    return fits(wanted, scanner.words());
  };
}

/** Goes back to the last star alone: what it may swallow is tried once for each word, so at most words × words. */
function fits(wanted: readonly string[], words: readonly string[]): boolean {
  let [at, want] = [0, 0];
  let [starAt, starWord] = [-1, -1];
  while (at < words.length) {
    if (wanted[want] === star) {
      starAt = want++;
      starWord = at++;
    } else if (want < wanted.length && wanted[want] === words[at]) {
      at++;
      want++;
    } else if (starAt >= 0) {
      at = ++starWord + 1;
      want = starAt + 1;
    } else return false;
  }
  return want === wanted.length;
}
