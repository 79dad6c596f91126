/** Copies a store's folder as a backup would: times kept, sockets left out (Node cannot copy them). */
import { cpSync, lstatSync } from 'node:fs';

export function copyFolder(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    preserveTimestamps: true,
    filter: (file) => !lstatSync(file).isSocket(),
  });
}
