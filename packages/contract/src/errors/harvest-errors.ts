/** What may go wrong with harvesting programs. What was not taken up of a source is told in its report, not by an error. */
import type { ErrorEntry } from './error-entry.ts';

export const harvestErrors = {
  'harvest.sourceGone': {
    status: 422,
    operator: 'The folder {folder} cannot be read: {problem}.',
    remedy:
      'Check the path, and whether the share is mounted; then harvest again: what was read already is kept.',
  },
  'harvest.running': {
    status: 409,
    operator: 'This source is being harvested already.',
    remedy: 'Wait until that harvest has ended, or cancel it.',
  },
  'harvest.sourceNotFound': {
    status: 404,
    operator: 'There is no such source of programs.',
    remedy: 'Choose one from the list of sources.',
  },
  'harvest.sourceExists': {
    status: 409,
    operator: 'Programs are harvested from {location} already.',
    remedy: 'Change that source instead.',
  },
  'harvest.sourceHarvested': {
    status: 409,
    operator: 'Programs were taken up from {location}; what is known of them names it.',
    remedy: 'Pause it instead: nothing is taken from it any more, and what was read stays.',
  },
  'harvest.sourcePaused': {
    status: 409,
    operator: '{location} is paused.',
    remedy: 'Let it go on first, then harvest it.',
  },
  'harvest.folderRefused': {
    status: 422,
    operator: 'Programs cannot be harvested from {folder}: {problem}.',
    remedy:
      'Name the folder in which the programs lie, by its full path on the computer that Mantinel runs on.',
  },
  'harvest.noUploads': {
    status: 409,
    operator: '{location} is a folder: files are put there, not uploaded.',
    remedy: 'Upload to a source of uploads, or copy the files into the folder.',
  },
  'harvest.nameRefused': {
    status: 422,
    operator: 'A file cannot be stored under the name {name}: {problem}.',
    remedy: 'Rename it, or upload it without its folders.',
  },
  'harvest.notStored': {
    status: 507,
    operator: 'The upload could not be stored in {folder} ({reason}). What was uploaded before is kept.',
    remedy: 'Free space on that disk or correct the rights of the folder, then upload again.',
  },
  'harvest.interrupted': {
    status: 503,
    operator: 'Mantinel ended before this harvest did. What was read is kept.',
    remedy: 'It is begun again by itself, or begin it: the next one goes on from there.',
  },
  'harvest.notCancellable': {
    status: 409,
    operator: 'This harvest has ended already ({state}).',
    remedy: 'Begin another one if something is still to be taken up.',
  },
  'harvest.notFound': {
    status: 404,
    operator: 'There is no such harvest.',
    remedy: 'Choose one from the list of harvests.',
  },
  'project.notFound': {
    status: 404,
    operator: 'There is no such project.',
    remedy: 'Look for it in the list of projects.',
  },
  'program.notFound': {
    status: 404,
    operator: 'There is no such program.',
    remedy: 'Look for it in the list of projects.',
  },
  'program.revisionNotFound': {
    status: 404,
    operator: 'This program has no revision {revision}.',
    remedy: 'Choose one from the list of its revisions.',
  },
  'program.noThumbnail': {
    status: 404,
    operator: 'There is no picture of this revision.',
    remedy:
      'Nothing is to be drawn of a program that moves nothing; others get their picture when they are read again.',
  },
  'program.runNotFound': {
    status: 422,
    operator: 'This project has no such run or program.',
    remedy: 'Choose a program or a run of this project.',
  },
  'program.measurementNotFound': {
    status: 404,
    operator: 'This project has no such measurement that a person entered.',
    remedy: 'Look at the list again: somebody may have deleted it. What a document tells is corrected there.',
  },
  'program.ruleNotFound': {
    status: 404,
    operator: 'This is not remembered any more.',
    remedy: 'Look at the list again: somebody has removed it meanwhile.',
  },
  'program.tooLongToCompare': {
    status: 422,
    operator: 'The two revisions could not be compared: {problem}.',
    remedy: 'Download both and compare them with `mantinel nc diff`.',
  },
} as const satisfies Record<string, ErrorEntry>;
