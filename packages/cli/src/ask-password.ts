/** What is secret, typed unseen; a password also from the environment. */
import { AppError } from '@mantinel/contract';
import type { Context } from './context.ts';

export async function askPassword(name: string, { env, terminal, signal }: Context): Promise<string> {
  if (env.MANTINEL_PASSWORD) return env.MANTINEL_PASSWORD;
  if (!terminal.interactive) {
    const problem = `there is no password for ${name}`;
    const remedy = 'Set MANTINEL_PASSWORD, or run the command in a terminal.';
    throw new AppError('command.invalid', { data: { problem, remedy } });
  }
  return typeUnseen(`Password of ${name}: `, signal);
}

/** Something secret that is in no environment. */
export async function askUnseen(question: string, { terminal, signal }: Context): Promise<string> {
  if (terminal.interactive) return typeUnseen(question, signal);
  const problem = 'nobody is there to be asked';
  const remedy = 'Name a file in its place, or run the command in a terminal.';
  throw new AppError('command.invalid', { data: { problem, remedy } });
}

function typeUnseen(question: string, signal: AbortSignal): Promise<string> {
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
