/** The blocks, which never change, and a catalogue of those in the copy. */
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { comparePositions, type Position } from '@mantinel/domain';
import { blockExtension } from '../blocks/block-format.ts';
import {
  type CatalogueText,
  catalogueOf,
  type RewrittenSegment,
  readCatalogue,
} from '../blocks/catalogue.ts';
import { type CopiedSegments, type CopySegmentsOptions, copySynced, isGone } from './copy-segments.ts';

export interface BlockCopy {
  /** Those that came since it was last called. */
  copyNew(): Promise<void>;
  /** The rest, but for segments that were copied themselves. Resolves to the last event in blocks, and to what became blocks. */
  finish(
    segments: CopiedSegments,
  ): Promise<{ readonly head: Position | undefined; readonly segments: readonly RewrittenSegment[] }>;
}

export function copyBlocks({ from, to, signal, onFile }: CopySegmentsOptions): BlockCopy {
  const copied = new Set<string>();

  const copyNew = async (isWanted: (segment: string) => boolean): Promise<CatalogueText> => {
    for (;;) {
      const catalogue = await readCatalogue(join(from, 'catalogue'));
      let gone = 0;
      for (const file of await filesOf(catalogue, isWanted)) {
        signal.throwIfAborted();
        if (copied.has(file)) continue;
        try {
          await copySynced(join(from, file), join(to, file));
          copied.add(file);
          onFile?.(file);
        } catch (error) {
          if (!isGone(error)) throw error;
          gone++;
        }
      }
      // Removed by retention, as the catalogue now says; or damage, of which the copy will tell as the original does.
      if (gone === 0 || (await readCatalogue(join(from, 'catalogue'))).text === catalogue.text)
        return catalogue;
    }
  };

  const filesOf = async (
    { segments, tombstones, damaged }: CatalogueText,
    isWanted: (segment: string) => boolean,
  ) => {
    const removed = new Set(tombstones.map(({ file }) => file));
    const listed = segments.filter(({ segment }) => isWanted(segment)).flatMap(({ files }) => files);
    // Where lines of the catalogue are lost, the next opening looks for what they named.
    const found = damaged ? (await readdir(from)).filter((name) => name.endsWith(blockExtension)) : [];
    return new Set([...listed, ...found].filter((file) => !removed.has(file)));
  };

  return {
    async copyNew() {
      await copyNew(() => true);
    },
    async finish({ names, newest }) {
      // A segment copied as such has in it what its source book knows; its blocks are made again after a restore.
      const isWanted = (segment: string) => !names.has(segment) && (newest === undefined || segment < newest);
      const { segments, tombstones, damaged } = await copyNew(isWanted);
      const kept = segments.filter(({ segment }) => isWanted(segment));
      // What retention removed after it had been copied stays: consumers of the copy may stand before it.
      const facts = [
        ...kept.map((rewritten) => ({ rewritten })),
        ...tombstones.filter(({ file }) => !copied.has(file)).map((removed) => ({ removed })),
      ];
      const named = new Set(kept.flatMap(({ files }) => files));
      // Made of segments that go along themselves.
      if (!damaged) for (const file of copied) if (!named.has(file)) await rm(join(to, file));
      await writeFile(join(to, 'catalogue'), catalogueOf(facts, { damaged }), { flush: true });
      const head = kept
        .map(({ epoch, lastSeq }) => ({ epoch, seq: lastSeq }))
        .sort(comparePositions)
        .at(-1);
      return { head, segments: kept };
    },
  };
}
