/** What is gathered by operation; rows of one come together. */
import type { Engagement, EngagementModel } from './engagement.ts';
import { EngagementGathering } from './engagement-gathering.ts';

export class Groups {
  readonly #groups = new Map<number, EngagementGathering>();
  #latest = -1;
  #gathering = new EngagementGathering();

  of(group: number): EngagementGathering {
    if (group === this.#latest) return this.#gathering;
    this.#latest = group;
    const known = this.#groups.get(group);
    if (known) this.#gathering = known;
    else {
      this.#gathering = new EngagementGathering();
      this.#groups.set(group, this.#gathering);
    }
    return this.#gathering;
  }

  finish(model: EngagementModel): ReadonlyMap<number, Engagement> {
    return new Map([...this.#groups].map(([group, gathered]) => [group, gathered.finish(model)]));
  }
}
