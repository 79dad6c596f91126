/**
 * Runs of NIST's BOX and COVER parts laid over the published programs, against what each second was spent on by other means
 * (`packages/harvester/test/nist-recordings.ts`). Prints Markdown.
 *
 *   node align.ts
 */

import { join } from 'node:path';
import { eventMaker, openConnector, systemEnvironment } from '@mantinel/connectors';
import { config } from '@mantinel/contract';
import type { DeviceModel, Event } from '@mantinel/domain';
import { type MachineRun, roles, runSplitter, sampler } from '@mantinel/harvester';
import {
  cycleTimes,
  nistData,
  nistProgram,
  nistPrograms,
  nistRecordings,
  nistTruth,
  recordingPath,
} from '@mantinel/harvester/nist-recordings';
import { matchRun, timelineOf } from '@mantinel/harvester/reading';
import { programOf } from '@mantinel/nc';
import { table } from './ingest/figures.ts';

/** Through the product's own reading of the recording, with the shop's device model. */
async function recorded(
  name: string,
  device: string,
): Promise<{ events: Event[]; model: DeviceModel | undefined }> {
  const machine = config.ReplayMachine.parse({
    ...{ connector: 'replay', id: 'hurco', file: recordingPath(name), speed: 'max', timestamps: 'recorded' },
    ...{ deviceModel: join(nistData, 'machines/nist-smstestbed/Devices.xml'), device },
  });
  const connector = await openConnector(machine, systemEnvironment());
  const { signal } = new AbortController();
  const model = await connector.describe(signal);
  const toEvents = eventMaker({ site: 'nist', machine: 'hurco', clockOffsetMs: 0, model });
  const events: Event[] = [];
  // The connection itself is of now.
  for await (const { observations } of connector.observe(undefined, signal))
    for (const event of toEvents(observations, 0))
      if (event.path !== undefined) events.push({ ...event, node: 'n', epoch: 1, seq: events.length });
  return { events, model };
}

function runsOf(events: readonly Event[], model: DeviceModel | undefined): MachineRun[] {
  const samples = sampler({ roles: roles(model) });
  const splitter = runSplitter();
  const found = events.flatMap((event) => samples.take(event)).flatMap((sample) => splitter.take(sample));
  return [...found, ...samples.flush().flatMap((sample) => splitter.take(sample)), ...splitter.end()];
}

const candidates = nistPrograms.map(({ file }) => ({
  id: file as string,
  named: false,
  timeline: timelineOf(programOf(file, nistProgram(file))),
}));
const times = cycleTimes();
const rows: string[][] = [];
const sums = { runs: 0, activeS: 0, assignedS: 0, rightS: 0, blindS: 0 };
let unmatched = 0;
const foreign: string[] = [];
let tookMs = 0;
for (const name of nistRecordings()) {
  const { events, model } = await recorded(name, /Hurco\d\d/.exec(name)![0]);
  const runs = runsOf(events, model);
  const own = nistPrograms.find(({ runs: prefix }) => name.startsWith(prefix));
  for (const run of runs) {
    const began = performance.now();
    const matched = matchRun(run, candidates);
    tookMs += performance.now() - began;
    if (!own) {
      unmatched += 1;
      if (matched) foreign.push(name);
      continue;
    }
    const truth = nistTruth(name, nistProgram(own.file));
    const right = (found: typeof matched) =>
      (found?.id === own.file ? found.aligned.seconds : []).reduce(
        (sum, { operation, active }, at) =>
          operation === truth.operationAt(run.beganUs + (at + 0.5) * 1e6) ? sum + active : sum,
        0,
      );
    // The same run without its block numbers, which then only the truth knows.
    const hidden = runsOf(
      events.filter(({ path }) => path !== 'Block_Number'),
      model,
    );
    const blind = matchRun(
      hidden[0]!,
      candidates.filter(({ id }) => id === own.file).map((each) => ({ ...each, named: true })),
    );
    const assignedS = matched?.aligned.assignedS ?? 0;
    const [rightS, blindS] = [right(matched), right(blind)];
    sums.runs += 1;
    sums.activeS += run.activeS;
    sums.assignedS += assignedS;
    sums.rightS += rightS;
    sums.blindS += blindS;
    rows.push([
      name.replace('.txt', ''),
      `${times.get(name)!.activeS}`,
      run.activeS.toFixed(1),
      `${matched?.aligned.numbering?.shifts.filter((shift) => shift !== 0).join(', ') || '–'}`,
      assignedS.toFixed(1),
      `${((100 * rightS) / run.activeS).toFixed(1)} %`,
      `${((100 * blindS) / run.activeS).toFixed(1)} %`,
      (matched?.aligned.operations ?? [])
        .map(({ seconds, predictedS }) => `${seconds.toFixed(1)} (${predictedS.toFixed(1)})`)
        .join(', '),
    ]);
  }
}
const share = (part: number) => `${((100 * part) / sums.activeS).toFixed(1)} %`;
rows.push([
  '**all**',
  '',
  sums.activeS.toFixed(1),
  '',
  sums.assignedS.toFixed(1),
  share(sums.rightS),
  share(sums.blindS),
  '',
]);
console.log(
  table(
    [
      'run',
      'active s, cycle-times.csv',
      'active s',
      'lines put in',
      'assigned s',
      'right',
      'right, block numbers hidden',
      'operations: s (expected s)',
    ],
    rows,
  ),
);
console.log(
  `\n${sums.runs} runs have a published program. ${unmatched} runs have none: ${foreign.length} of them were taken for another. ` +
    `${(tookMs / (sums.runs + unmatched)).toFixed(0)} ms a run to lay it over ${candidates.length} programs.`,
);
