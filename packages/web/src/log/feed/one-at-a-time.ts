/** One request at a time; of those that wait only the last is made, since only the last place asked for is looked at. */
export type Work = () => Promise<void>;

export interface OneAtATime {
  readonly busy: () => boolean;
  ask(work: Work): void;
}

export interface OneAtATimeOptions {
  readonly onFailure: (problem: unknown) => void;
  /** The last work is done, well or not, and nothing waits. */
  readonly onIdle: () => void;
}

export function oneAtATime({ onFailure, onIdle }: OneAtATimeOptions): OneAtATime {
  let busy = false;
  let next: Work | undefined;
  const ask = (work: Work): void => {
    if (busy) {
      next = work;
      return;
    }
    busy = true;
    work()
      .catch(onFailure)
      .finally(() => {
        busy = false;
        const waiting = next;
        next = undefined;
        if (waiting) ask(waiting);
        else onIdle();
      });
  };
  return { busy: () => busy, ask };
}
