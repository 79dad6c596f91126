/** Keys and certificates as people see them. */
import { z } from 'zod';

export const TrustFileParams = z.object({ file: z.string().min(1).max(64) });
