/** The place in an agent's numbered observations up to which everything is durable. */
import type { SourceCursor } from '../connector.ts';

export interface AgentPlace {
  /** Changes when the agent restarts and begins to number anew. */
  readonly instanceId: string;
  readonly nextSequence: number;
  /** This node's clock when the agent was last heard: where a gap begins. */
  readonly heardUs: number;
}

export const formatAgentCursor = (place: AgentPlace): string => JSON.stringify(place);

/** Undefined for a cursor that is absent or not of this connector: then it begins with what is current. */
export function parseAgentCursor(cursor: SourceCursor, nowUs: () => number): AgentPlace | undefined {
  if (cursor === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(cursor);
    if (typeof value !== 'object' || value === null) return undefined;
    const { instanceId, nextSequence, heardUs } = value as Partial<Record<keyof AgentPlace, unknown>>;
    if (typeof instanceId !== 'string' || !Number.isSafeInteger(nextSequence)) return undefined;
    return {
      instanceId,
      nextSequence: nextSequence as number,
      heardUs: typeof heardUs === 'number' ? heardUs : nowUs(),
    };
  } catch {
    return undefined; // not JSON: a cursor of another connector that this machine used before
  }
}
