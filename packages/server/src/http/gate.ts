/** Who stands at the door of every route; the session feature is one. */
import type { Caller } from './caller.ts';

export interface Gate {
  /** Who holds this session; a stranger where there is none. */
  caller(request: {
    token: string | undefined;
    remoteAddress: string;
    host: string | undefined;
  }): Promise<Caller>;
}
