/** Six numbers from one array to another: for so few, `TypedArray.set` costs more than the copying. */
export const copyAxes = (from: Float64Array, to: Float64Array): void => {
  to[0] = from[0]!;
  to[1] = from[1]!;
  to[2] = from[2]!;
  to[3] = from[3]!;
  to[4] = from[4]!;
  to[5] = from[5]!;
};
