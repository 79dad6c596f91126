/** One tree of a logbook, from what the catalogue keeps of each block: the hashes of the whole subtrees that its rows are. */
import type { BlockLeaves, RewrittenSegment } from '../blocks/catalogue.ts';
import { type Hash, hashBytes, type NodeAt, nodeHash, type Span, spansOf } from './merkle.ts';

/** The rows of one block as leaves, in order of seq. */
export interface TreePart {
  readonly segment: RewrittenSegment;
  readonly file: string;
  readonly from: number;
  readonly to: number;
  /** SHA-256 of the file, base64. */
  readonly digest: string;
  /** Of `spansOf(from, to)`. */
  readonly hashes: readonly Hash[];
}

export interface LogTree {
  readonly size: number;
  readonly parts: readonly TreePart[];
  /** Throws RangeError inside the subtrees that are kept: those follow from the block's rows alone. */
  readonly nodeAt: NodeAt;
}

export const hashText = (hashes: readonly Hash[]): string => Buffer.concat(hashes).toString('base64');
function hashesOf(text: string): Hash[] {
  const bytes = Buffer.from(text, 'base64');
  return Array.from({ length: bytes.length / hashBytes }, (_, i) =>
    bytes.subarray(i * hashBytes, (i + 1) * hashBytes),
  );
}

/** All trees that the segments grew in, oldest first. */
export const treesOf = (segments: readonly RewrittenSegment[]): number[] =>
  [...new Set(segments.flatMap(({ leaves }) => (leaves ? [leaves.tree] : [])))].sort((a, b) => a - b);

export function treeSize(segments: readonly RewrittenSegment[], tree: number): number {
  const last = segments.findLast(({ leaves }) => leaves?.tree === tree)?.leaves;
  return last ? last.start + countOf(last) : 0;
}

const countOf = ({ parts }: BlockLeaves): number => parts.reduce((sum, { count }) => sum + count, 0);

export function logTree(segments: readonly RewrittenSegment[], tree: number): LogTree {
  const parts: TreePart[] = [];
  const known = new Map<string, Hash>();
  for (const segment of segments) {
    const { leaves } = segment;
    if (leaves?.tree !== tree) continue;
    let from = leaves.start;
    for (const [i, { count, hashes: text, digest }] of leaves.parts.entries()) {
      const hashes = hashesOf(text);
      parts.push({ segment, file: segment.files[i]!, from, to: from + count, hashes, digest });
      for (const [place, span] of spansOf(from, from + count).entries())
        known.set(nameOf(span), hashes[place]!);
      from += count;
    }
  }
  const nodeAt = (span: Span): Hash => {
    const name = nameOf(span);
    const kept = known.get(name);
    if (kept) return kept;
    if (span.size === 1) throw new RangeError(`leaf ${span.from} is not kept`);
    const half = span.size / 2;
    const made = nodeHash(
      nodeAt({ from: span.from, size: half }),
      nodeAt({ from: span.from + half, size: half }),
    );
    known.set(name, made);
    return made;
  };
  return { size: parts.at(-1)?.to ?? 0, parts, nodeAt };
}

const nameOf = ({ from, size }: Span): string => `${from}/${size}`;

/** Nodes within one part from its leaves, all others as they are kept. */
export function withLeaves(tree: LogTree, { from, to }: TreePart, leaves: readonly Hash[]): NodeAt {
  const nodeAt = (span: Span): Hash => {
    if (span.from < from || span.from + span.size > to) return outside(span);
    if (span.size === 1) return leaves[span.from - from]!;
    const half = span.size / 2;
    return nodeHash(nodeAt({ from: span.from, size: half }), nodeAt({ from: span.from + half, size: half }));
  };
  const outside = (span: Span): Hash => {
    const overlaps = span.from < to && span.from + span.size > from;
    if (!overlaps) return tree.nodeAt(span);
    const half = span.size / 2;
    return nodeHash(nodeAt({ from: span.from, size: half }), nodeAt({ from: span.from + half, size: half }));
  };
  return nodeAt;
}
