/** When each line of a recording is due, and what its time becomes. */

export interface PlaybackOptions {
  /** Recorded seconds a second. */
  readonly speed: number;
  readonly timestamps: 'recorded' | 'shifted';
}

export interface Due {
  /** By this node's clock, microseconds. */
  readonly dueUs: number;
  /** Set when the recording's time jumps here: how far, microseconds. */
  readonly jumpUs?: number;
}

/** A longer pause is skipped: recordings begin with values set weeks before, and nobody watches an idle night. */
const longestPauseUs = 60_000_000;

/**
 * Plays at `speed` from the first line on. Where the recorded time jumps by more than a minute, forwards or backwards,
 * playback goes on at once, and shifted times go on without the jump; the caller tells it. Smaller steps are kept as they are.
 */
export function playbackClock({ speed, timestamps }: PlaybackOptions, startUs: number) {
  /** A recorded time and when it is played; undefined before the first line. */
  let anchor: { timeUs: number; playedUs: number } | undefined;
  let furthestUs = 0;
  const playedAt = (timeUs: number): number =>
    anchor === undefined ? startUs : anchor.playedUs + (timeUs - anchor.timeUs) / speed;

  return {
    /** Advances to a line; call it once a line, in order. */
    advance(timeUs: number): Due {
      const jumpUs = anchor === undefined ? 0 : timeUs - furthestUs;
      if (anchor === undefined || Math.abs(jumpUs) > longestPauseUs) {
        anchor = { timeUs, playedUs: playedAt(furthestUs) };
        furthestUs = timeUs;
        return { dueUs: anchor.playedUs, ...(jumpUs === 0 ? {} : { jumpUs }) };
      }
      furthestUs = Math.max(furthestUs, timeUs);
      return { dueUs: playedAt(furthestUs) };
    },
    /** What a recorded time becomes. */
    stamp: (timeUs: number): number => (timestamps === 'recorded' ? timeUs : Math.round(playedAt(timeUs))),
  };
}
