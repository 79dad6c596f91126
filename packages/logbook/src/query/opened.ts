/** Opens a source only where its series and its words leave something to find. */
import { anySays, type CompiledSelection } from './selection.ts';
import type { Holding, Layout, Source } from './source.ts';
import { type SourceSelection, verdict } from './verdict.ts';

export interface Opened {
  readonly layout: Layout;
  readonly own: SourceSelection;
  /** Which pages a search may find something in, by what the source knows of their words. */
  readonly holding: Holding;
}

/** Undefined: none of its rows match. */
export async function opened(source: Source, selection: CompiledSelection): Promise<Opened | undefined> {
  const asksRows = anySays(selection, source, verdict.ifRowMatches);
  const isSure = anySays(selection, source, verdict.all);
  if (!asksRows && !isSure) return undefined;
  const { need } = selection;
  const holding = asksRows && need ? await source.pagesHolding?.(need) : undefined;
  if (holding === 'nowhere' && !isSure) return undefined;
  return { layout: await source.layout(), own: selection.of(source), holding };
}
