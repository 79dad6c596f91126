/** One mail over SMTP, to a server whose address was checked like every other that is gone out to. */
import { AppError, type Config } from '@mantinel/contract';
import type { Outgoing } from '../../outgoing/outgoing.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** The same for every attempt, by which the receiver's program knows a second one. */
  readonly id: string;
}

export interface MailOptions {
  readonly outgoing: Pick<Outgoing, 'reach'>;
  readonly config: () => Config['mail'];
  readonly password: () => Promise<string | undefined>;
}

export type SendMail = (mail: Mail, signal: AbortSignal) => Promise<void>;

const timeoutMs = 20_000;

/** Throws `notification.noMail`, `notification.mailRefused`, `outgoing.refused`, `outgoing.failed`. */
export const sendMail =
  ({ outgoing, config, password }: MailOptions): SendMail =>
  async ({ to, subject, text, id }, signal) => {
    const mail = config();
    if (!mail) throw new AppError('notification.noMail');
    const { host, port, security, user, from } = mail;
    const { address, inOwnNetwork, ca } = await outgoing.reach(host, signal);
    if (security === 'none' && !inOwnNetwork)
      throw new AppError('outgoing.refused', {
        data: { host, reason: 'mail goes unencrypted only within a private network that is allowed' },
      });
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({
      host: address,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      tls: { servername: host, ...(ca && { ca: [...ca] }) },
      ...(user === undefined ? {} : { auth: { user, pass: (await password()) ?? '' } }),
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      // A message is what is handed over, never a file or an address to fetch.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const stop = () => transport.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await transport.sendMail({
        from: { name: 'Mantinel', address: from },
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@mantinel>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (cause) {
      if (signal.aborted) throw signal.reason;
      const { response, code, message } = cause as { response?: string; code?: string; message: string };
      throw new AppError('notification.mailRefused', {
        data: { host, reason: (response ?? code ?? message).slice(0, 200) },
        cause,
      });
    } finally {
      signal.removeEventListener('abort', stop);
      transport.close();
    }
  };

/** What a server refuses for good (RFC 5321, 4.2.1: replies of 500 and above). */
export const isRefusedForGood = (error: unknown): boolean =>
  error instanceof AppError &&
  error.code === 'notification.mailRefused' &&
  Number((error.cause as { responseCode?: number } | undefined)?.responseCode) >= 500;
