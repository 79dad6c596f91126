/** Text as PostgreSQL can hold it: it knows neither NUL nor half a surrogate pair, and machines send both. */
export const storable = (text: string): string => text.replaceAll('\0', '\ufffd').toWellFormed();
