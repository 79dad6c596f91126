import { z } from 'zod';
import { NewPassword } from '../sign-in/password.ts';
import { Code } from '../sign-in/second-factor.ts';
import { TerminalHere } from '../sign-in/terminals.ts';
import { permissions } from './permissions.ts';

export const Session = z.object({
  state: z
    .enum(['setup', 'signedOut', 'signedIn'])
    .describe('setup: no owner exists yet; use the link printed at start'),
  person: z.object({ id: z.string(), name: z.string() }).optional(),
  permissions: z.array(z.enum(permissions)),
  terminal: TerminalHere.optional().describe('Where this browser is a shared terminal'),
  endsInSeconds: z
    .number()
    .optional()
    .describe('On a shared terminal: until the session ends, unless somebody goes on working'),
});
export type Session = z.infer<typeof Session>;

export const SignIn = z.object({
  name: z.string().min(1).max(80),
  password: z.string().min(1).max(200),
  code: Code.optional(),
});
export const SetUpOwner = z.object({
  token: z.string().min(1).max(200),
  name: z.string().min(1).max(80),
  password: NewPassword,
});
