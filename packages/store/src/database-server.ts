/** Where the database comes from: our own child, or a server somebody else runs. */
import { AppError } from '@mantinel/contract';
import type { Target } from './connection.ts';

export interface DatabaseServer {
  readonly kind: 'embedded' | 'external';
  /** Address or folder, for people; holds no secret. */
  readonly place: string;
  /** Resolves when a server should answer at the target; starts it when that is ours to do. */
  provide(signal: AbortSignal): Promise<Target>;
  stop(): Promise<void>;
}

/** A server that `DATABASE_URL` names. */
export function externalServer(url: string): DatabaseServer {
  const parsed = URL.parse(url);
  return {
    kind: 'external',
    place: parsed
      ? `${parsed.hostname || 'localhost'}:${parsed.port || 5432}${parsed.pathname}`
      : 'DATABASE_URL',
    async provide() {
      if (parsed) return { connectionString: url };
      throw new AppError('store.unavailable', {
        data: {
          reason:
            'DATABASE_URL is not an address like postgres://user:password@host:5432/database; correct it',
        },
      });
    },
    stop: async () => {},
  };
}
