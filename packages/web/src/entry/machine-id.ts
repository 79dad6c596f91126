/** The id of a machine as the contract takes it. */
export const isMachineId = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,62}$/.test(text);

/** An id made from a file name: `Mazak01 2016.txt` gives `mazak01-2016`. */
export function machineIdFrom(fileName: string): string {
  const stem = fileName.replace(/\.[^.]*$/, '').toLowerCase();
  return stem
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
}
