/** Where the database comes from: our own child, or a server somebody else runs. */
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
  const { hostname, port, pathname } = new URL(url);
  return {
    kind: 'external',
    place: `${hostname || 'localhost'}:${port || 5432}${pathname}`,
    provide: async () => ({ connectionString: url }),
    stop: async () => {},
  };
}
