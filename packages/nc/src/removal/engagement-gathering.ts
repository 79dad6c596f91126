/** What is gathered of one operation, whichever model says it. */
import type { Engagement, EngagementModel } from './engagement.ts';
import { WayHistogram } from './way-histogram.ts';

/** A stretch of cutting. mm, mm², degrees; NaN: not known or without meaning. */
export interface Bite {
  readonly lengthMm: number;
  readonly apMm: number;
  readonly aeMm: number;
  readonly angleDeg: number;
  /** Section that is taken off: volume over way. */
  readonly sectionMm2: number;
  /** mm/min; 0 where none is known. */
  readonly feedMmPerMin: number;
  /** 0–1. */
  readonly confidence: number;
}

const mostSentences = 8;

export class EngagementGathering {
  readonly #ap = new WayHistogram();
  readonly #ae = new WayHistogram();
  readonly #angle = new WayHistogram();
  readonly #rate = new WayHistogram();
  readonly #because = new Set<string>();
  readonly #unknown = new Set<string>();
  #removed = 0;
  #air = 0;
  #cut = 0;
  #unknownMm = 0;
  #trust = 0;

  cut(bite: Bite): void {
    const { lengthMm, apMm, aeMm, angleDeg, sectionMm2, feedMmPerMin, confidence } = bite;
    this.#ap.add(apMm, lengthMm);
    this.#ae.add(aeMm, lengthMm);
    this.#angle.add(angleDeg, lengthMm);
    if (feedMmPerMin > 0) this.#rate.add((sectionMm2 * feedMmPerMin) / 1000, lengthMm);
    if (sectionMm2 > 0) this.#removed += sectionMm2 * lengthMm;
    this.#cut += lengthMm;
    this.#trust += confidence * lengthMm;
  }

  air(lengthMm: number): void {
    this.#air += lengthMm;
  }

  unknown(lengthMm: number, why: string): void {
    this.#unknownMm += lengthMm;
    if (this.#unknown.size < mostSentences) this.#unknown.add(why);
  }

  because(sentence: string): void {
    if (this.#because.size < mostSentences) this.#because.add(sentence);
  }

  finish(model: EngagementModel): Engagement {
    const modelled = model === 'removal' && this.#cut + this.#air > 0;
    return {
      model,
      apMm: this.#ap.spread(),
      aeMm: this.#ae.spread(),
      engagementDeg: this.#angle.spread(),
      mrrCm3PerMin: this.#rate.spread(),
      removedMm3: modelled ? this.#removed : undefined,
      airMm: modelled ? this.#air : undefined,
      unknownMm: this.#unknownMm,
      confidence: this.#cut > 0 ? Math.round((100 * this.#trust) / this.#cut) / 100 : 0,
      because: [...this.#because],
      unknown: [...this.#unknown],
    };
  }
}
