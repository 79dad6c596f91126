/** Shared terminals on the shop floor, and signing in there by badge, or by name and PIN. */
import { z } from 'zod';
import { TimeUs } from '../event.ts';
import { PlaceId, Reason, Version } from '../plant.ts';

export const badgeUses = ['off', 'alone', 'withPin'] as const;

/** By badge, by name, or both; somebody must be able to get in. */
const oneWay = ({ badge, names }: { badge: string; names: boolean }) => badge !== 'off' || names;
const oneWayProblem = { error: 'offer badges, names or both', path: ['names'] };

const settings = {
  name: z.string().trim().min(1).max(80).describe('Such as where it stands'),
  badge: z
    .enum(badgeUses)
    .default('alone')
    .describe('alone: the badge is enough; withPin: with the PIN; off: badges are not read'),
  names: z.boolean().default(true).describe('Names to choose from, opened by their PINs'),
  idleSeconds: z.int().min(30).max(3600).default(120).describe('Until a session ends that nobody uses'),
};

export const TerminalView = z.object({
  id: z.string(),
  name: z.string(),
  place: PlaceId,
  badge: z.enum(badgeUses),
  names: z.boolean(),
  idleSeconds: z.int(),
  pairedUs: TimeUs.optional().describe('Since when a browser is this terminal; absent before'),
  codeExpiresUs: TimeUs.optional().describe('Until when a pairing code can be used'),
  device: z.string().describe('Browser and system, as they called themselves'),
  lastSeenUs: TimeUs.optional().describe('To the minute'),
  version: Version,
});
export type TerminalView = z.infer<typeof TerminalView>;
export const Terminals = z.object({ terminals: z.array(TerminalView).describe('In order of their names') });
export const TerminalParams = z.object({ id: z.string().min(1).max(64) });

export const AddTerminal = z
  .object({ ...settings, place: PlaceId, reason: Reason })
  .refine(oneWay, oneWayProblem);
export const ChangeTerminal = z.object({ ...settings, reason: Reason }).refine(oneWay, oneWayProblem);

export const PairingCode = z.object({
  terminal: TerminalView,
  code: z.string().describe('To type at the terminal; good once, for ten minutes, and shown this once'),
  expiresUs: TimeUs,
});
export type PairingCode = z.infer<typeof PairingCode>;

/** What a browser that is a terminal knows of itself. */
export const TerminalHere = z.object({
  name: z.string(),
  place: PlaceId,
  badge: z.enum(badgeUses),
  names: z.boolean(),
  idleSeconds: z.int(),
});
export type TerminalHere = z.infer<typeof TerminalHere>;
export const PairTerminal = z.object({
  code: z.string().trim().min(8).max(20).describe('However it is spaced'),
});

export const TerminalPeople = z.object({
  people: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .describe('With a PIN and a role at the place, by name'),
});
export type TerminalPeople = z.infer<typeof TerminalPeople>;

export const Pin = z.string().regex(/^\d{4,8}$/, 'use 4 to 8 digits');
export const BadgeNumber = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z]{4,64}$/, 'a badge number is 4 to 64 digits or letters')
  .describe('As a reader types it; kept as a keyed hash alone');

export const TerminalSignIn = z
  .object({
    badge: BadgeNumber.optional(),
    person: z.string().min(1).max(64).optional().describe('One of those that the terminal offers'),
    pin: Pin.optional(),
    newPin: Pin.optional().describe('Instead of the first one, which somebody else gave'),
  })
  .refine(
    ({ badge, person }) => (badge === undefined) !== (person === undefined),
    'send a badge or a person',
  );
export type TerminalSignIn = z.infer<typeof TerminalSignIn>;

export const BadgeView = z.object({
  id: z.string(),
  createdUs: TimeUs,
  lastUsedUs: TimeUs.optional(),
});
export type BadgeView = z.infer<typeof BadgeView>;
export const Badges = z.object({ badges: z.array(BadgeView).describe('In the order of their assignment') });
export const AssignBadge = z.object({ number: BadgeNumber, reason: Reason });
export const PersonBadgeParams = TerminalParams.extend({ badge: z.string().min(1).max(64) });

export const PinState = z.object({
  set: z.boolean(),
  chosen: z.boolean().describe('False while it is the first one, which must be replaced when it is used'),
  changedUs: TimeUs.optional(),
});
export type PinState = z.infer<typeof PinState>;
export const SetPin = z.object({ pin: Pin });
export const SetPinOf = SetPin.extend({ reason: Reason });
