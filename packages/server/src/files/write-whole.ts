/** A file that is there whole or as it was, also with a power cut in between; for the account that runs Mantinel alone. */
import { open, rename } from 'node:fs/promises';

/** Into a folder that is there. Durable when it resolves. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
