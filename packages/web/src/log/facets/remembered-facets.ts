/** Which facets somebody keeps open, and whether the panel stands beside the rows: of this browser, like the language. */
export const facetFields = ['machine', 'kind', 'code', 'path'] as const;
export type FacetField = (typeof facetFields)[number];

const shownKey = 'mantinel.facets';
const fieldsKey = 'mantinel.facetFields';
const usual: readonly FacetField[] = ['machine', 'code'];

/** Wide enough for it beside the rows; below, it is a drawer that lies over them. */
export const isPinned = (): boolean => matchMedia('(min-width: 1001px)').matches;

/** A drawer is never open by itself. */
export const rememberedShown = (): boolean => isPinned() && localStorage.getItem(shownKey) === 'shown';
export const rememberShown = (shown: boolean): void => {
  if (isPinned()) localStorage.setItem(shownKey, shown ? 'shown' : 'hidden');
};

export const rememberedFields = (): readonly FacetField[] =>
  (localStorage.getItem(fieldsKey)?.split(',') as FacetField[] | undefined) ?? usual;
export const rememberFields = (fields: readonly FacetField[]): void =>
  localStorage.setItem(fieldsKey, fields.join(','));
