/** What events mean to the person at the machine, as screens and programs ask for it. */
import { alarmPriorities, catalogueLanguages, catalogueOrigins, confidences } from '@mantinel/domain';
import { z } from 'zod';

export const Language = z.enum(catalogueLanguages);
export type Language = z.infer<typeof Language>;

const text = z.string().optional();
/** Parts of an entry in one language, each an ICU message. */
export const ExplanationTextsView = z.object({
  language: Language.describe('Of the texts: the one asked for where there are any, else another'),
  texts: z.object({
    title: z.string().describe('What happened, in a line'),
    cause: text.describe('Why it happens'),
    consequence: text.describe('What it means'),
    action: text.describe('What to do'),
    confirmation: text.describe('How one sees that it helped'),
  }),
  priority: z.enum(alarmPriorities).optional(),
  respondWithinMinutes: z.int().optional().describe('Time to respond of ISA-18.2'),
  confidence: z.enum(confidences).optional(),
  sources: z.array(z.object({ title: z.string(), address: z.string().optional() })),
  origin: z.enum(catalogueOrigins).describe('Whose words: of the machine, its model, the shop, or shipped'),
  generic: z.boolean().describe('Speaks of the kind of event; the control’s own text says more'),
});
export type ExplanationTextsView = z.infer<typeof ExplanationTextsView>;

export const ExplanationsQuery = z.object({
  language: Language.default('en'),
  of: z
    .preprocess(
      (value) => (value === undefined || Array.isArray(value) ? value : [value]),
      z.array(z.string().min(2).max(300)).min(1).max(200),
    )
    .describe('`machine@code`, or `@code` for what no machine said; as often as there are'),
});

export const Explanations = z.object({
  explanations: z
    .array(ExplanationTextsView.extend({ of: z.string() }))
    .describe('In the order asked; what has no explanation is left out'),
});
export type Explanations = z.infer<typeof Explanations>;

/** What a question of `ExplanationsQuery` names. */
export const explained = (machine: string | undefined, code: string): string => `${machine ?? ''}@${code}`;

export function readExplained(of: string): { machine?: string; code: string } {
  const at = of.indexOf('@');
  const code = of.slice(at + 1);
  return at > 0 ? { machine: of.slice(0, at), code } : { code };
}
