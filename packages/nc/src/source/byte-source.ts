/** Where a program's bytes come from: memory, or a file read piece by piece, so that its size does not matter. */

/**
 * Synchronous random access, because a program jumps (GOTO, M98) and a reader cannot wait in the middle of a block.
 * In Node a file descriptor with `readSync`, in a browser's worker a `FileReaderSync`, otherwise bytes in memory.
 */
export interface ByteSource {
  /** Of the whole, in bytes. */
  readonly size: number;
  /** Bytes from `offset` on, as many as `length` or as there are. Valid until the next call: whoever wants them longer copies them. */
  read(offset: number, length: number): Uint8Array;
}

export const bytesInMemory = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (offset, length) => bytes.subarray(offset, offset + length),
});

/** Latin-1, in which every byte is one character: no program fails to decode and every offset stays what it was. */
export const bytesOfText = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
};

export const textOfBytes = (bytes: Uint8Array, from = 0, to = bytes.length): string => {
  let text = '';
  for (let at = from; at < to; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(to, at + 4096)));
  }
  return text;
};
