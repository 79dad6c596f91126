/** LinuxCNC's tests and its canonical output, for benches too. */
export { type CanonicalMotion, firstDifference, motionsOfStream, motionsOfText } from './canonical.ts';
export { explained, hasRs274Tests, type Rs274Case, rs274Cases } from './cases.ts';
