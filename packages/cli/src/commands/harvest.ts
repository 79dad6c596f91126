/** `mantinel harvest FOLDER…`: the shop's programs into the memory. */
import { resolve } from 'node:path';
import type { HarvestProgress, HarvestReport } from '@mantinel/harvester';
import { harvestBeside, loadConfig } from '@mantinel/server';
import { Command, InvalidArgumentError } from 'commander';
import type { Context } from '../context.ts';
import { harvestAbout } from '../harvest-about.ts';

interface HarvestCommandOptions {
  readonly config?: string;
  readonly licence?: string;
  readonly readers?: number;
  readonly about?: string;
  readonly json?: boolean;
}

export function harvestCommand({ terminal, env, cwd, signal }: Context): Command {
  return new Command('harvest')
    .description(
      'take up the NC programs of folders, and of ZIP archives in them; what did not change is not read again',
    )
    .argument('<folder...>', 'folders of this computer, or mounted shares')
    .option('--licence <id>', 'what the programs may be used for: "own" or an SPDX identifier')
    .option(
      '--readers <n>',
      'processes that read programs; one less than the cores unless told',
      readersOption,
    )
    .option('--about <file>', 'CSV about single files: file, licence, synthetic')
    .option('--json', 'an object a folder instead of sentences')
    .option('--config <file>', 'configuration that names the data folder')
    .addHelpText(
      'after',
      '\nCtrl-C stops it; what was read is kept, and the next harvest goes on from there.',
    )
    .action(async (folders: string[], options: HarvestCommandOptions) => {
      const { config } = await loadConfig({ file: options.config, env, cwd });
      const about = options.about === undefined ? undefined : await harvestAbout(resolve(cwd, options.about));
      let told = 0;
      await harvestBeside({
        config,
        folders: folders.map((folder) => resolve(cwd, folder)),
        signal,
        licence: options.licence,
        readers: options.readers,
        ...(about && { about }),
        log: (line) => terminal.err(line.trimEnd()),
        begins: (folder) => {
          told = 0;
          terminal.err(`${folder} …`);
        },
        progress: (_folder, progress) => {
          if (progress.elapsedMs - told < 2000) return;
          told = progress.elapsedMs;
          terminal.err(progressLine(progress));
        },
        ended: (folder, report) => {
          if (options.json) terminal.out(JSON.stringify(reportJson(folder, report)));
          else for (const line of reportLines(folder, report)) terminal.out(line);
        },
      });
    });
}

function readersOption(text: string): number {
  const readers = Number(text);
  if (Number.isInteger(readers) && readers >= 1 && readers <= 64) return readers;
  throw new InvalidArgumentError('It is a whole number from 1 to 64.');
}

function progressLine({ counts, elapsedMs, leftMs }: HarvestProgress): string {
  const taken = counts.files - counts.unchanged;
  const rate = counts.bytes / 2 ** 20 / (elapsedMs / 1000);
  const left = leftMs === undefined || leftMs <= 0 ? '' : `, about ${duration(leftMs)} left`;
  return `  ${taken} new or changed of ${counts.files} files, ${megabytes(counts.bytes)} read, ${rate.toFixed(1)} MB/s${left}`;
}

function reportLines(folder: string, { state, counts, skipped }: HarvestReport): string[] {
  const { files, unchanged, copies, programs, revisions, setApart, documents, gone } = counts;
  const lines = [
    `${folder}: ${files} files, ${unchanged} unchanged${state === 'cancelled' ? '; stopped before the end' : ''}.`,
    `  ${programs} new programs, ${revisions} revisions of known ones, ${copies} copies${setApart > 0 ? `; ${setApart} of lasers, plasma or printers were set apart` : ''}.`,
  ];
  if (documents > 0) lines.push(`  ${documents} documents beside them.`);
  if (gone > 0) lines.push(`  ${gone} files are gone; what was read of them is kept.`);
  for (const [reason, { count, example }] of skipped)
    lines.push(`  not taken up, ${reason}: ${count}, such as ${example.path}. ${example.detail}`);
  return lines;
}

const reportJson = (folder: string, { harvest, state, counts, skipped }: HarvestReport) => ({
  folder,
  harvest,
  state,
  counts,
  skipped: Object.fromEntries(skipped),
});

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
