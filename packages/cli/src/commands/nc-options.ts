/** Options that commands about NC programs share. */
import { type GivenStock, readableDialects } from '@mantinel/nc';
import { InvalidArgumentError, Option } from 'commander';

export const dialectOption = () =>
  new Option('--dialect <name>', 'instead of what the program shows').choices(readableDialects);

export const profileOption = () =>
  new Option('--profile <file>', 'what is known of the machine: travel, offsets, control and axes (JSON)');

export const engagementOption = () =>
  new Option(
    '--engagement <model>',
    'how ap and ae are found: a model of the stock, levels and ways alone, or not',
  )
    .choices(['removal', 'estimate', 'none'])
    .default('removal');

export const stockOption = () =>
  new Option(
    '--stock <corners>',
    "the block on a mill, by two corners in the program's coordinates, in mm: 0,0,-20:100,60,0",
  ).argParser(stockOf);

function stockOf(text: string): GivenStock {
  const corners = text.split(':').map((corner) => corner.split(',').map(Number));
  const sound = corners.length === 2 && corners.every((corner) => corner.length === 3);
  const [first, second] = corners;
  if (!sound || !corners.flat().every(Number.isFinite))
    throw new InvalidArgumentError('Write two corners, each X,Y,Z in mm: 0,0,-20:100,60,0');
  const along = (axis: number, pick: (...values: number[]) => number) => pick(first![axis]!, second![axis]!);
  const min = [along(0, Math.min), along(1, Math.min), along(2, Math.min)] as const;
  const max = [along(0, Math.max), along(1, Math.max), along(2, Math.max)] as const;
  if (min.some((least, axis) => least === max[axis]))
    throw new InvalidArgumentError('The two corners must differ along X, Y and Z.');
  return { min, max };
}

export const positive = (text: string): number => {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('Write a number above 0.');
  return value;
};

export const whole = (text: string): number => {
  const value = Number(text);
  if (!(Number.isSafeInteger(value) && value > 0))
    throw new InvalidArgumentError('Write a whole number from 1.');
  return value;
};

/** `2`, or several as `2,5`. */
export const wholes = (text: string): number[] => text.split(',').map((part) => whole(part.trim()));
