/**
 * Colours of lines, by day and by night. Those of operations were searched for: each stands out 3:1 from its ground, and any two differ for who
 * sees no red or no green (`colours.test.ts`). Those of a scale grow stronger, so that more looks more.
 */
import type { Scheme } from '../../../shell/theme/tokens.ts';

interface Colours {
  readonly ground: string;
  readonly operations: readonly string[];
  /** From the least to the most. */
  readonly scale: readonly string[];
  /** Where there is no value. */
  readonly none: string;
  readonly rapid: string;
  readonly marked: string;
  readonly axes: string;
}

/** Hardly told from `none`. */
const greyByDay = '#697382';

export const colours: Readonly<Record<Scheme, Colours>> = {
  light: {
    ground: '#ECEDEE',
    operations: ['#0931A9', '#D92108', '#3E7606', '#CA2CB7', greyByDay, '#472A11', '#6B494B', '#270035'],
    scale: ['#7F7A1E', '#4A7A4E', '#1F6674', '#2B4080', '#331050'],
    none: '#767C82',
    rapid: '#8A9097',
    marked: '#1F2326',
    axes: '#4A5056',
  },
  dark: {
    ground: '#25282B',
    operations: ['#41B7CC', '#C16923', '#23E894', '#EF7C9F', '#DEE738', '#BD52E8', '#FFB052', '#B8C7FF'],
    scale: ['#6A78C8', '#5C9CC0', '#67BE9F', '#B4DB6C', '#FFF29A'],
    none: '#8E959C',
    rapid: '#7B838A',
    marked: '#FFFFFF',
    axes: '#AEB4BA',
  },
};

/** Colours of operations for what stands among things that nothing is known of. */
export const tonesBesideNone = (scheme: Scheme): readonly string[] =>
  colours[scheme].operations.filter((tone) => tone !== greyByDay);
