/** PINs that are tried first: of the few that there are, these are the ones that many people take. */

/** Down the middle of a keypad, corners, and what surveys of leaked PINs find on top besides rows, repetitions and years. */
const wellKnown = new Set([
  '2580',
  '0852',
  '1379',
  '9731',
  '1397',
  '7913',
  '159753',
  '147258',
  '147852',
  '1004',
]);

export function isWeakPin(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = new Set(digits.slice(1).map((digit, at) => (digit - digits[at]! + 10) % 10));
  // 1111, 1234, 4321, 7890, and steps such as 1357.
  if (steps.size === 1) return true;
  // 1212, 123123, 11223344.
  if (/^(\d{1,4})\1+$/.test(pin) || /^((\d)\2)+$/.test(pin)) return true;
  if (/^(19|20)\d\d$/.test(pin)) return true;
  return new Set(digits).size < 3 || wellKnown.has(pin);
}
