/** `postmaster.pid`, the note a running PostgreSQL leaves in its cluster (miscadmin.h, LOCK_FILE_LINE_*). */

export interface PostmasterPid {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping` or `standby`; empty until the server has written it. */
  readonly status: string;
}

/** Undefined when the text is no such note: cut short, or damaged. */
export function parsePostmasterPid(text: string): PostmasterPid | undefined {
  const lines = text.split(/\r?\n/);
  const pid = wholeNumber(lines[0]);
  const port = wholeNumber(lines[3]);
  if (pid === undefined || port === undefined || pid < 1 || port < 1 || port > 65_535) return undefined;
  return { pid, port, status: lines[7]?.trim() ?? '' };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text.trim()) ? Number(text) : undefined;
}
