/** What is secret: typed without being shown. */
export function typeUnseen(question: string, signal: AbortSignal): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    let typed = '';
    const finish = (settle: () => void) => {
      stdin.off('data', onData);
      stdin.setRawMode(false);
      stdin.pause();
      signal.removeEventListener('abort', onAbort);
      stderr.write('\n');
      settle();
    };
    const onAbort = () => finish(() => reject(signal.reason));
    const onData = (chunk: string) => {
      for (const character of chunk) {
        // In raw mode Ctrl-C and Ctrl-D arrive as characters.
        if (character === '\u0003' || character === '\u0004')
          return finish(() => reject(new DOMException('Aborted', 'AbortError')));
        if (character === '\r' || character === '\n') return finish(() => resolve(typed));
        typed = character === '\u007f' || character === '\b' ? typed.slice(0, -1) : typed + character;
      }
    };
    signal.addEventListener('abort', onAbort, { once: true });
    stdin.on('data', onData);
    stdin.resume();
  });
}
