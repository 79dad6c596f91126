/** Reads a machine's profile from a file, or says what is wrong with it and where. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '@mantinel/contract';
import { assumedDynamics, type DialectName, type MachineDynamics, type MachineProfile } from '@mantinel/nc';
import type { z } from 'zod';
import { axesOver, machineProfile, ProfileFile, withoutGaps } from './profile-schema.ts';

export interface KnownMachine {
  readonly dialect: DialectName | undefined;
  readonly profile: Partial<MachineProfile>;
  /** Over what is assumed of a machine of this kind. */
  readonly dynamics: (kind: MachineProfile['kind']) => MachineDynamics;
}

/** Of whose machine nothing is known. */
const unknownMachine: KnownMachine = { dialect: undefined, profile: {}, dynamics: assumedDynamics };

/** Throws `nc.unreadable`, `nc.profileInvalid`. */
export async function knownMachine(path: string | undefined, cwd: string): Promise<KnownMachine> {
  if (path === undefined) return unknownMachine;
  const text = await readFile(resolve(cwd, path), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const problem = cause.code === 'ENOENT' ? 'it does not exist' : cause.message;
    throw new AppError('nc.unreadable', { data: { file: path, problem }, cause });
  });
  const file = parsed(path, text);
  const { id, dialect, dynamics } = file;
  return {
    dialect,
    profile: machineProfile(file),
    dynamics(kind) {
      const assumed = assumedDynamics(kind);
      const { rapidPerMin, feedPerMin, accelerationPerS2, ...rest } = dynamics;
      return {
        ...assumed,
        ...withoutGaps(rest),
        // What is assumed alone keeps the name of an assumption.
        id: Object.keys(dynamics).length > 0 ? id : assumed.id,
        rapidPerMin: axesOver(assumed.rapidPerMin, rapidPerMin),
        feedPerMin: axesOver(assumed.feedPerMin, feedPerMin),
        accelerationPerS2: axesOver(assumed.accelerationPerS2, accelerationPerS2),
      };
    },
  };
}

function parsed(path: string, text: string): ProfileFile {
  const invalid = (problem: string, remedy: string, cause?: unknown) =>
    new AppError('nc.profileInvalid', { data: { file: path, problem, remedy }, cause });
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const { message } = cause as SyntaxError;
    throw invalid(`it is no JSON, ${lowerFirst(message)}`, 'Correct the JSON there.', cause);
  }
  const result = ProfileFile.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalid(...describe(issue!));
}

function describe(issue: z.core.$ZodIssue): [problem: string, remedy: string] {
  const path = issue.path.map(String);
  const place = path.length === 0 ? 'the file' : path.join('.');
  if (issue.code === 'unrecognized_keys')
    return [`${[...path, issue.keys[0]].join('.')} is no setting`, 'Correct its name, or remove it.'];
  if (issue.code === 'invalid_key')
    return [`${place}: ${issue.issues[0]?.message ?? issue.message}`, 'Correct the name.'];
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return [`${place} is missing`, `Add "${path.at(-1)}".`];
  if (issue.code === 'invalid_type')
    return [`${place}: ${lowerFirst(issue.message)}`, `Write a ${issue.expected} there.`];
  if (issue.code === 'invalid_value')
    return [
      `${place}: ${JSON.stringify(issue.input)} is not known`,
      `Write one of: ${issue.values.join(', ')}.`,
    ];
  return [`${place}: ${lowerFirst(issue.message)}`, 'Correct the value.'];
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
