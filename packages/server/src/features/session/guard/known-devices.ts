/** Browsers that somebody has signed in on before: a sealed cookie, which opens nothing but is not held up by others' guesses. */
import { AppError } from '@mantinel/contract';
import type { Log } from '../../../own-log/log.ts';
import { newSecret } from '../../../secrets/secret.ts';
import type { SecretBox } from '../../../secrets/secret-box.ts';

export interface KnownDevice {
  readonly id: string;
  /** Who has signed in there, the last one first. */
  readonly people: readonly string[];
}

export interface KnownDevices {
  /** Undefined for a cookie that is missing, forged, or sealed with another key. */
  open(cookie: string | undefined): Promise<KnownDevice | undefined>;
  /** The cookie for a device on which this person has signed in just now. */
  seal(before: KnownDevice | undefined, person: string): Promise<string | undefined>;
}

export interface KnownDevicesOptions {
  readonly box: SecretBox;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Log;
}

const deviceSeal = 'known-device';
/** Of a shared terminal; with so many the cookie stays well under the 4 kB that browsers keep. */
const mostPeople = 20;
/** Before any work is spent on it. */
const longestCookie = 4000;

export function knownDevices({ box, randomBytes, log }: KnownDevicesOptions): KnownDevices {
  return {
    open: async (cookie) => {
      if (cookie === undefined || cookie.length > longestCookie) return undefined;
      try {
        const plain = await box.open(Buffer.from(cookie, 'base64url'), deviceSeal);
        return JSON.parse(plain.toString()) as KnownDevice; // sealed by nobody but this program
      } catch (error) {
        // Anybody can send anything: a device that is not known, no more.
        if (error instanceof AppError) return undefined;
        throw error;
      }
    },
    seal: async (before, person) => {
      const people = [person, ...(before?.people ?? []).filter((id) => id !== person)].slice(0, mostPeople);
      const device: KnownDevice = { id: before?.id ?? newSecret(randomBytes).slice(0, 22), people };
      try {
        return (await box.seal(Buffer.from(JSON.stringify(device)), deviceSeal)).toString('base64url');
      } catch (err) {
        // A full disk before the key was ever made must not keep people out.
        log.warn({ code: 'signIn.deviceNotKept', err }, 'a device could not be remembered');
        return undefined;
      }
    },
  };
}
