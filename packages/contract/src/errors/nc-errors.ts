/** What may go wrong with files of NC programs. What is wrong inside of them is told by diagnostics, never by an error. */
import type { ErrorEntry } from './error-entry.ts';

export const ncErrors = {
  'nc.unreadable': {
    status: 422,
    operator: '{file} cannot be read: {problem}.',
    remedy: 'Check the path, and that the user who runs Mantinel may read it.',
  },
  'nc.noProgram': {
    status: 422,
    operator: '{file} is no NC program: {problem}.',
    remedy: '{remedy}',
  },
  'nc.nothingFound': {
    status: 422,
    operator: 'No NC program was found in {paths}.',
    remedy:
      'Name a file, whatever its ending, or a folder with programs (.nc, .tap, .cnc, .eia, .ngc, .min, .mpf …, or O1234).',
  },
  'nc.profileInvalid': {
    status: 422,
    operator: '{file} is no machine profile: {problem}.',
    remedy: '{remedy} docs/guides/nc-programs.md shows a profile.',
  },
  'nc.noOperation': {
    status: 422,
    operator: '{file} has no operation {operation} that cuts.',
    remedy: 'Take a number that "mantinel nc features {file}" shows: {known}.',
  },
  'nc.declined': {
    status: 422,
    operator: '{file} is a program for {dialect} and is not changed: its words mean other things.',
    remedy:
      'Change it at the control or in the CAM system, or name the dialect with --dialect if this is wrong.',
  },
  'nc.editUnproven': {
    status: 422,
    operator: 'Nothing was written: with this change {file} would move differently. {difference}',
    remedy: 'Change these blocks by hand, and compare with "mantinel nc diff".',
  },
  'nc.unwritable': {
    status: 422,
    operator: '{file} cannot be written: {problem}.',
    remedy: 'Name another file with --out, or check that the user who runs Mantinel may write there.',
  },
} as const satisfies Record<string, ErrorEntry>;
