/** A bar of a round length, for the picture's scale. */

export interface ScaleBar {
  readonly mm: number;
  readonly px: number;
}

/** 1, 2 or 5 of a power of ten; between 0.4 and all of the pixels. */
export function scaleBarOf(mmPerPx: number, mostPx: number): ScaleBar {
  const mostMm = mmPerPx * mostPx;
  const power = 10 ** Math.floor(Math.log10(mostMm));
  const mm = [5, 2, 1].map((digit) => digit * power).find((length) => length <= mostMm)!;
  return { mm, px: mm / mmPerPx };
}

/** As it is read: µm below a hundredth, metres from one on. */
export function lengthText(mm: number): string {
  if (mm < 0.0099) return `${Number((mm * 1000).toPrecision(3))} µm`;
  return mm < 1000 ? `${Number(mm.toPrecision(3))} mm` : `${Number((mm / 1000).toPrecision(3))} m`;
}
