/** A machine's profile as people write it, in JSON: axes by their names, work offsets as G54. */
import { type Axes, type AxisName, type MachineProfile, readableDialects } from '@mantinel/nc';
import { z } from 'zod';

const length = z.number();
const positive = z.number().positive();
const notNegative = z.number().min(0);

const axisNames = ['x', 'y', 'z', 'a', 'b', 'c'] as const satisfies readonly AxisName[];
const byAxis = <T extends z.ZodType>(value: T) =>
  z.strictObject({ x: value, y: value, z: value, a: value, b: value, c: value }).partial();

/** Axes that are not named are zero. */
const Place = byAxis(length).transform(
  ({ x = 0, y = 0, z: along = 0, a = 0, b = 0, c = 0 }): Axes => [x, y, along, a, b, c],
);

const Travel = z
  .strictObject({ min: length, max: length })
  .partial()
  .refine(({ min, max }) => min === undefined || max === undefined || min < max, 'min must be below max');

const extended = /^G54\.1 ?P([1-9]\d{0,2})$/;
/** As `MoveContext.workOffset` numbers them. */
const WorkOffsetName = z
  .string()
  .regex(
    /^G(5[4-9]|59\.[1-3]|54\.1 ?P([1-9]\d?|[12]\d\d|300))$/,
    'write G54 – G59, G59.1 – G59.3 or G54.1 P1 – P300',
  );
const offsetNumber = (name: string): number => {
  const number = extended.exec(name)?.[1];
  if (number) return 100 + Number(number);
  const code = Number(name.slice(1));
  return code > 59 ? 6 + Math.round((code - 59) * 10) : code - 53;
};

const ToolOffset = z.strictObject({
  lengthMm: length.default(0),
  radiusMm: length.default(0),
  xMm: length.optional(),
  nose: z.int().min(0).max(9).optional(),
});

const Dynamics = z
  .strictObject({
    rapidPerMin: byAxis(positive),
    feedPerMin: byAxis(positive),
    accelerationPerS2: byAxis(positive),
    junctionDeviationMm: notNegative,
    lookAhead: z.int().positive(),
    blockS: notNegative,
    settleS: notNegative,
    toolChangeS: notNegative,
    spindleSPer1000Rpm: notNegative,
    uncertainty: z.number().min(0).max(1),
  })
  .partial();

export const ProfileFile = z.strictObject({
  id: z.string().min(1),
  dialect: z.enum(readableDialects).optional(),
  control: z
    .strictObject({
      decimals: z.enum(['calculator', 'least-increment']),
      leastIncrementMm: positive,
      leastIncrementInch: positive,
      diameter: z.boolean(),
      units: z.enum(['mm', 'inch']),
      feedMode: z.enum(['per-minute', 'per-revolution']),
      rapid: z.enum(['linear', 'separate']),
      arcToleranceMm: notNegative,
      blockSkip: z.array(z.int().min(1).max(9)),
      peckClearanceMm: notNegative,
      chipBreakMm: notNegative,
      roughingRetractMm: notNegative,
      threadChamferLeads: notNegative,
    })
    .partial()
    .default({}),
  travel: byAxis(Travel).default({}),
  references: z.array(Place).min(1).max(4).optional(),
  workOffsets: z.record(WorkOffsetName, Place).optional(),
  toolOffsets: z
    .record(z.string().regex(/^\d{1,4}$/, 'write the number of the offset'), ToolOffset)
    .default({}),
  dynamics: Dynamics.default({}),
});
export type ProfileFile = z.infer<typeof ProfileFile>;

/** What of it says how programs are read. */
export function machineProfile(file: ProfileFile): Partial<MachineProfile> {
  const { id, control, travel, references, workOffsets, toolOffsets } = file;
  const zero: Axes = [0, 0, 0, 0, 0, 0];
  const given = {
    id,
    ...control,
    travel,
    toolOffsets,
    ...(references && {
      referencesMm: [...references, ...Array<Axes>(4 - references.length).fill(references[0]!)],
    }),
    ...(workOffsets && {
      // The frame is then the machine's own.
      machineZeroMm: zero,
      workOffsetsMm: Object.fromEntries(
        Object.entries(workOffsets).map(([name, axes]) => [offsetNumber(name), axes]),
      ),
    }),
  };
  return withoutGaps(given) as Partial<MachineProfile>;
}

/** What is not said must not hide what is assumed. */
export const withoutGaps = <T extends object>(given: T): Partial<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;

/** Axes that are named, over what is assumed of the others. */
export const axesOver = (
  assumed: Axes,
  given: Readonly<Partial<Record<AxisName, number | undefined>>> | undefined,
): Axes => {
  const [x, y, along, a, b, c] = axisNames.map((name, axis) => given?.[name] ?? assumed[axis]!);
  return [x!, y!, along!, a!, b!, c!];
};
