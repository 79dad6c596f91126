/** Opens a folder after an accident in the rig's own process, checks the promise and closes it again. */
import { readBack } from './read-back.ts';
import { readReport } from './report.ts';
import { type RigSettings, storeUnderTest } from './store-under-test.ts';
import { type Found, type Known, verify } from './verify.ts';

export interface FolderUnderTest extends RigSettings {
  readonly directory: string;
  readonly report: string;
  readonly known: Known;
}

/** What was found, and every breach of the promise in words. */
export async function checkFolder(folder: FolderUnderTest): Promise<{ found: Found; breaches: string[] }> {
  const { open } = await storeUnderTest();
  const store = await open(folder.directory, folder);
  try {
    const found = await readBack(store);
    return { found, breaches: verify(readReport(folder.report), found, folder.known) };
  } finally {
    await store.close();
  }
}
