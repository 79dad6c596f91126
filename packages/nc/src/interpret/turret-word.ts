/** T of a lathe in two digits of tool and two of offset, `digits` as written: turrets of many tools write three and three, `T001001`. */
export const turretWord = (value: number, digits: number): number =>
  digits === 6 && Number.isInteger(value) && value % 1000 < 100
    ? Math.floor(value / 1000) * 100 + (value % 1000)
    : value;
