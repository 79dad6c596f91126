/** The shop's own words for event codes, what is shipped, and what controls said that nobody has explained yet. */
import { alarmPriorities, catalogueLanguages, shopArguments } from '@mantinel/domain';
import { z } from 'zod';
import { Severity, TimeUs } from '../event.ts';
import { nextPage } from '../page.ts';
import { PlaceId, Reason, Version } from '../plant.ts';
import { ExplanationTextsView, Language } from './explanations.ts';

/**
 * Why a text is no message that an entry may hold; undefined for one that is. Narrower than ICU: a shop's words name what an event
 * has, and neither choose nor count, so that whatever is entered can be filled in.
 */
export function messageFlaw(text: string): string | undefined {
  const strange = [...text.matchAll(/\{([^{}]*)\}/g)].find(
    ([, name]) => !shopArguments.some((known) => known === name),
  );
  if (strange)
    return `${strange[0].slice(0, 40)} stands for nothing; only ${shopArguments.map((name) => `{${name}}`).join(', ')} do`;
  if (/[{}]/.test(text.replaceAll(/\{[^{}]*\}/g, ''))) return 'a brace { or } stands alone';
  // An apostrophe before a brace would quote it (ICU).
  return /'[{}]/.test(text) ? 'an apostrophe stands right before a brace' : undefined;
}

const message = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .superRefine((text, check) => {
      const flaw = messageFlaw(text);
      if (flaw !== undefined) check.addIssue({ code: 'custom', message: flaw });
    });
const part = message(2000).optional();

export const CatalogueTexts = z.strictObject({
  title: message(200)
    .refine((text) => text !== '', 'it is missing')
    .describe('What happened, in a line'),
  cause: part,
  consequence: part,
  action: part,
  confirmation: part.describe('How one sees that the action helped'),
});

const EventCode = z
  .string()
  .trim()
  .max(200)
  .regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$/, 'use an event code such as fanuc.EX1042');

/** What an entry says, whatever it is about. */
export const catalogueWords = {
  texts: z
    .strictObject({
      en: CatalogueTexts.optional(),
      de: CatalogueTexts.optional(),
      sk: CatalogueTexts.optional(),
    })
    .refine((texts) => catalogueLanguages.some((language) => texts[language] !== undefined), {
      message: 'it is missing in every language',
      path: ['en', 'title'],
    })
    .describe('ICU messages by language; may name {machine}, {item}, {number} and {qualifier}'),
  priority: z.enum(alarmPriorities).optional(),
  respondWithinMinutes: z.int().min(1).max(43_200).optional().describe('Time to respond of ISA-18.2'),
  source: z
    .string()
    .trim()
    .max(500)
    .default('')
    .describe('Where the words come from: a list, a manual, a person’s experience'),
};

/** Where an entry holds, and for which code. */
export const catalogueKey = {
  place: PlaceId.describe('Holds there and below: at the enterprise for every machine'),
  model: z
    .string()
    .trim()
    .max(120)
    .default('')
    .describe('Only for machines whose device model names this model; empty for all'),
  code: EventCode,
};

export const EntryView = z.object({
  id: z.string(),
  ...catalogueKey,
  model: z.string(),
  code: z.string(),
  ...catalogueWords,
  source: z.string(),
  version: Version,
});
export type EntryView = z.infer<typeof EntryView>;
export const EntryParams = z.object({ id: z.string().min(1).max(64) });
export const AddEntry = z.object({ ...catalogueKey, ...catalogueWords, reason: Reason });
export const ChangeEntry = z
  .object({ ...catalogueWords, reason: Reason })
  .describe('Replaces everything but place, model and code');

export const EntriesQuery = z.object({
  search: z.string().trim().max(200).optional().describe('Part of code, model or any text'),
  after: z.string().max(400).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const Entries = z.object({ entries: z.array(EntryView).describe('In order of code'), next: nextPage });
export type Entries = z.infer<typeof Entries>;

export const ShippedQuery = z.object({ language: Language.default('en') });
export const ShippedEntries = z.object({
  entries: z.array(ExplanationTextsView.extend({ code: z.string() })).describe('In order of code'),
});
export type ShippedEntries = z.infer<typeof ShippedEntries>;

export const InboxText = z.object({
  code: z.string(),
  nativeCode: z.string().describe('The control’s own number; empty where it gave none'),
  message: z.string().describe('What the control said last'),
  severity: Severity,
  times: z.int().describe('How often it was raised, on all of these machines'),
  firstUs: TimeUs.describe('By the time of receipt'),
  lastUs: TimeUs,
  machines: z.array(z.string()).describe('Those of the reader that said it'),
});
export type InboxText = z.infer<typeof InboxText>;
export const Inbox = z.object({
  texts: z.array(InboxText).describe('What nobody has explained yet, most frequent first; at most 500'),
  total: z.int(),
});
export type Inbox = z.infer<typeof Inbox>;
