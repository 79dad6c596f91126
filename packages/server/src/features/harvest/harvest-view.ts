/** A source and a harvest as screens see them. */
import type { HarvestSourceView, HarvestView } from '@mantinel/contract';
import type { Attributes } from '@mantinel/domain';
import type { HarvestProblem, HarvestRow, HarvestSourceRow } from '@mantinel/store';

export function harvestView(row: HarvestRow, nowUs: number): HarvestView {
  const { id, source, state, startedUs, endedUs, counts, cancelling, problem } = row;
  return {
    ...{ id, source, state, startedUs, counts },
    cancelling: cancelling && state === 'running',
    ...(endedUs === undefined ? {} : { endedUs }),
    ...rateOf(row, nowUs),
    ...(problem ? { problem: problemView(problem) } : {}),
  };
}

function rateOf(
  { state, startedUs, endedUs, counts: { bytes, totalBytes } }: HarvestRow,
  nowUs: number,
): Pick<HarvestView, 'bytesPerSecond' | 'leftUs'> {
  const us = (endedUs ?? nowUs) - startedUs;
  if (state === 'waiting' || bytes === 0 || us <= 0) return {};
  const left =
    state === 'running' && totalBytes !== undefined
      ? { leftUs: Math.max(0, Math.round((us * (totalBytes - bytes)) / bytes)) }
      : {};
  return { bytesPerSecond: Math.round((bytes * 1_000_000) / us), ...left };
}

export function sourceView(
  row: HarvestSourceRow,
  { programs, latest, nowUs }: { programs: number; latest: HarvestRow | undefined; nowUs: number },
): HarvestSourceView {
  const { id, place, kind, location, watched, paused, licence, problem, version } = row;
  return {
    ...{ id, place, kind, location, watched, paused, programs, version },
    ...(licence === undefined ? {} : { licence }),
    ...(problem ? { problem: { ...problemView(problem), sinceUs: problem.sinceUs } } : {}),
    ...(latest ? { latest: harvestView(latest, nowUs) } : {}),
  };
}

const problemView = ({ text, code, data }: HarvestProblem) => ({
  text,
  ...(code === undefined ? {} : { code }),
  ...(data === undefined ? {} : { data: { ...data } }),
});

/** For the audit trail. */
export const sourceState = ({
  id,
  kind,
  location,
  watched,
  paused,
  licence,
}: HarvestSourceRow): Attributes => ({
  ...{ source: id, kind, location, watched, paused },
  ...(licence === undefined ? {} : { licence }),
});
