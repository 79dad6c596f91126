/** Programs that warm a machine up before the shift: nothing is learnt from how long they take. */

const words = /warm[\s_-]*up|warml(a|ä|ae)uf|aufw(ä|ae)rm|warmfahr|zahriat|zahriev|zohriat|ohrev vreten/i;

/** By what a program is called. */
export const isWarmUp = (name: string): boolean => words.test(name);

/** By its title: the note that stands first. What stands further on speaks of the part: "WARM UP BEFORE FINISHING". */
export function isTitledWarmUp(text: string): boolean {
  const title = /\(([^)]*)\)|^\s*;(.*)$/m.exec(text.slice(0, 2000));
  return title !== null && isWarmUp(title[1] ?? title[2]!);
}
