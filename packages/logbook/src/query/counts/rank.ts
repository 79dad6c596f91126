/** Ranks: how many matching rows stand before a place, and the row with a rank. Neither known for a text filter without a scan. */
import { gather } from '../gather.ts';
import { type Cut, isBefore } from '../key.ts';
import { opened } from '../opened.ts';
import { mayHoldTime } from '../parts.ts';
import { type CompiledSelection, mayMatch, partOverlapsRange, rowTest, withinRange } from '../selection.ts';
import { slices } from '../slices.ts';
import type { Part, Rows, Source, SourcePage } from '../source.ts';
import { verdict } from '../verdict.ts';
import { timeRank } from './source-ranks.ts';
import { tally } from './tally.ts';
import type { TimeRank } from './time-rank.ts';

interface Ranked {
  readonly sources: readonly Source[];
  readonly selection: CompiledSelection;
}

export async function rankOf({ sources, selection }: Ranked, cut: Cut): Promise<number> {
  if (selection.order === 'received') {
    let rank = 0;
    for (const source of sources) rank += await countBeforeSeq({ source, selection }, cut);
    return rank;
  }
  const timeUs = Math.min(selection.toUs, Math.max(selection.fromUs, cut.timeUs));
  const ranks = timeRank(sources, selection);
  const count = (await ranks.before(timeUs)) - (await beforeRange(ranks, selection));
  let atSameTime = 0;
  for (const source of sources) {
    if (source.rows === 0 || source.minTimeUs > cut.timeUs || source.maxTimeUs < cut.timeUs) continue;
    const own = selection.of(source);
    const moment = { fromUs: cut.timeUs, toUs: cut.timeUs + 1 };
    const isSame = (part: Part) => mayHoldTime(part, own, moment);
    await eachPart({ source, selection }, isSame, (rows, matches) => {
      for (let row = 0; row < rows.count; row++) {
        const place = { timeUs: rows.timeUs[row]!, epoch: source.epoch, seq: rows.seq[row]! };
        if (place.timeUs === cut.timeUs && isBefore(place, cut) && matches(row)) atSameTime++;
      }
    });
  }
  return count + atSameTime;
}

async function countBeforeSeq(
  of: { source: Source; selection: CompiledSelection },
  cut: Cut,
): Promise<number> {
  const { source, selection } = of;
  const before = (seq: number) => isBefore({ timeUs: 0, epoch: source.epoch, seq }, cut);
  if (source.rows === 0 || !before(source.minSeq)) return 0;
  if (before(source.maxSeq)) return (await tally({ sources: [source], selection })).counts[0]!;
  const { verdicts } = selection;
  let rank = 0;
  const open: SourcePage[] = [];
  for (const strand of (await source.layout()).strands) {
    if (before(strand.maxSeq) && withinRange(selection, strand))
      strand.totals.series.forEach((series, i) => {
        if (verdicts[source.seriesIds[series]!] !== verdict.none) rank += strand.totals.counts[i]!;
      });
    else open.push(...strand.pages);
  }
  const pages = new Set(open);
  await eachPart(
    of,
    ({ page }) => pages.has(page) && before(page.minSeq),
    (rows, matches) => {
      for (let row = 0; row < rows.count; row++) if (matches(row) && before(rows.seq[row]!)) rank++;
    },
  );
  return rank;
}

/** The cut before the matching row with this rank; undefined when there are not so many. */
export async function seekRank(ranked: Ranked, rank: number): Promise<Cut | undefined> {
  return ranked.selection.order === 'received' ? seekSeq(ranked, rank) : seekTime(ranked, rank);
}

/** Blocks of one segment overlap in seq, those of different ones do not: count whole segments, then look into one. */
async function seekSeq({ sources, selection }: Ranked, rank: number): Promise<Cut | undefined> {
  let left = rank;
  for (const group of overlapping(sources)) {
    const count = (await tally({ sources: group, selection })).counts[0]!;
    if (left >= count) {
      left -= count;
      continue;
    }
    const first = Math.min(...group.map((source) => source.minSeq));
    const last = Math.max(...group.map((source) => source.maxSeq));
    const marks = new Uint8Array(last - first + 1);
    for (const source of group)
      await eachPart(
        { source, selection },
        () => true,
        (rows, matches) => {
          for (let row = 0; row < rows.count; row++) if (matches(row)) marks[rows.seq[row]! - first] = 1;
        },
      );
    let at = -1;
    for (let seen = 0; seen <= left; ) seen += marks[++at]!;
    return { timeUs: 0, epoch: group[0]!.epoch, seq: first + at, after: false };
  }
  return undefined;
}

function overlapping(sources: readonly Source[]): Source[][] {
  const sorted = sources
    .filter((source) => source.rows > 0)
    .sort((a, b) => a.epoch - b.epoch || a.minSeq - b.minSeq);
  const groups: { sources: Source[]; maxSeq: number }[] = [];
  for (const source of sorted) {
    const group = groups.at(-1);
    if (group && group.sources[0]!.epoch === source.epoch && source.minSeq <= group.maxSeq) {
      group.sources.push(source);
      group.maxSeq = Math.max(group.maxSeq, source.maxSeq);
    } else groups.push({ sources: [source], maxSeq: source.maxSeq });
  }
  return groups.map((group) => group.sources);
}

/** Finds the time of the row, then the row among those of its time. */
async function seekTime({ sources, selection }: Ranked, rank: number): Promise<Cut | undefined> {
  const ranks = timeRank(sources, selection);
  const wanted = rank + (await beforeRange(ranks, selection));
  const moment = await ranks.at(wanted);
  if (!moment || moment.timeUs >= selection.toUs) return undefined;
  const narrowed = { ...selection, fromUs: moment.timeUs, toUs: moment.timeUs + 1 };
  const left = wanted - moment.before;
  const found = await gather({ sources, selection: narrowed, direction: 'newer', limit: left + 1 });
  const row = found[left];
  return row && { ...row.place, after: false };
}

const beforeRange = async (ranks: TimeRank, { fromUs }: CompiledSelection): Promise<number> =>
  fromUs === Number.NEGATIVE_INFINITY ? 0 : ranks.before(fromUs);

async function eachPart(
  { source, selection }: { source: Source; selection: CompiledSelection },
  isWanted: (part: Part) => boolean,
  visit: (rows: Rows, matches: (row: number) => boolean) => void,
): Promise<void> {
  const found = await opened(source, selection);
  if (!found) return;
  const { layout, own } = found;
  const breathe = slices();
  for (const part of layout.parts[selection.order]) {
    const { page } = part;
    if (!isWanted(part) || !partOverlapsRange(selection, own, part) || !mayMatch(page, own)) continue;
    const rows = await source.load(page);
    const matches = rows && rowTest(selection, own, { part, rows });
    if (matches) visit(rows, matches);
    await breathe();
  }
}
