/** What a new password must be; whether it is a common one is asked where the list of those is. */
import { z } from 'zod';

export const NewPassword = z
  .string()
  .min(12, 'use at least 12 characters, such as four words')
  .max(200)
  .describe('12 characters or more; common ones and the name of the person are refused');

export const ChangePassword = z.object({ present: z.string().min(1).max(200), password: NewPassword });
