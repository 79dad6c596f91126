/** A program's name without ending, and without what copies and revisions are called: `O1234 (2).nc`, `bracket_v3.nc`, `plate-old.tap`. */
export const stemOf = (name: string): string =>
  name
    .replace(/^.*\//, '')
    .replace(/\.\w{1,5}$/, '')
    .toLowerCase()
    .replace(mark, '')
    .replace(mark, '');

const mark =
  /[\s_-]*(\(\d+\)|copy|kopie|copia|rev[\s_.-]?\w{1,2}|v\d{1,3}|old|new|neu|alt|final|backup|bak|edit(ed)?)$/;
