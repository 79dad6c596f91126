/** Lets the first of a run through and then at most one a minute, counting those held back. */

const minuteUs = 60_000_000;

/** Says how many were held back since the last one let through, or undefined for one held back itself. */
export function onceAMinute(): (nowUs: number) => number | undefined {
  let lastUs: number | undefined;
  let heldBack = 0;
  return (nowUs) => {
    // A clock set back must not silence the machine until it has caught up.
    const due = lastUs === undefined || nowUs - lastUs >= minuteUs || nowUs < lastUs;
    if (!due) {
      heldBack += 1;
      return undefined;
    }
    const since = heldBack;
    lastUs = nowUs;
    heldBack = 0;
    return since;
  };
}
