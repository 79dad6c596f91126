/** Notes of people, pinned to an event, or to a time on a machine or a site. */
import { z } from 'zod';
import { Order, TimeUs } from '../event.ts';
import { PlaceId, Reason, Version } from '../plant.ts';

const Text = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .describe('In the words of whoever wrote it; kept in PostgreSQL alone, so that it can be erased');

export const AnnotationView = z.object({
  id: z.string(),
  timeUs: TimeUs.describe('What it is pinned to, by the time of the source'),
  receivedUs: TimeUs.describe('The same by the time of recording; equal where it is pinned to no event'),
  site: z.string(),
  machine: z.string().optional(),
  event: z.string().optional().describe('Id of the event that it is pinned to'),
  text: Text,
  author: z
    .object({ id: z.string(), name: z.string() })
    .optional()
    .describe('Absent when the account is gone'),
  createdUs: TimeUs,
  changedUs: TimeUs,
  version: Version,
});
export type AnnotationView = z.infer<typeof AnnotationView>;

export const AnnotationParams = z.object({ id: z.string().min(1).max(64) });

export const AnnotationsQuery = z.object({
  machine: z
    .preprocess(
      (value) => (value === undefined || Array.isArray(value) ? value : [value]),
      z.array(z.string()).max(200).optional(),
    )
    .describe('Of these machines; notes of their whole site are left out then'),
  event: z.string().max(120).optional().describe('Pinned to this event'),
  fromUs: z.coerce.number().pipe(TimeUs).optional().describe('Inclusive, by the time of the chosen order'),
  toUs: z.coerce.number().pipe(TimeUs).optional().describe('Exclusive'),
  order: Order.default('time'),
  after: z.string().max(400).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
export type AnnotationsQuery = z.infer<typeof AnnotationsQuery>;

export const Annotations = z.object({
  annotations: z.array(AnnotationView).describe('Newest first'),
  next: z.string().optional().describe('Read on with `after`; absent at the end'),
});
export type Annotations = z.infer<typeof Annotations>;

export const AddAnnotation = z
  .object({
    event: z.string().max(120).optional().describe('An event, which tells time and place'),
    place: PlaceId.optional().describe('Else a machine or a site'),
    timeUs: TimeUs.optional().describe('and a time there'),
    text: Text,
  })
  .refine(
    ({ event, place, timeUs }) =>
      event === undefined
        ? place !== undefined && timeUs !== undefined
        : place === undefined && timeUs === undefined,
    'an annotation is pinned to an event, or to a place and a time',
  );
export type AddAnnotation = z.infer<typeof AddAnnotation>;

export const ChangeAnnotation = z.object({ text: Text, reason: Reason });
