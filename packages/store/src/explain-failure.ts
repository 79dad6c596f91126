/** Why the database is not there, as a clause in plain words that names the place and the way out; never a secret. */
import { AppError } from '@mantinel/contract';
import pg from 'pg';

/** `place` is the server's address or the embedded server's folder. */
export function explainFailure(error: unknown, place: string): AppError {
  if (error instanceof AppError) return error;
  return new AppError('store.unavailable', { cause: error, data: { reason: reasonOf(error, place) } });
}

/** What stopped work that the database and the logbook share. */
export function asProblem(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof pg.DatabaseError) return explainFailure(error, 'the database');
  return new AppError('internal', { cause: error });
}

/** Whether a failed query means that the server is gone rather than that the query was wrong. */
export function isConnectionLoss(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(08|57P|58)/.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  // A name with several addresses fails with all their errors in one.
  if ('syscall' in error || error instanceof AggregateError) return true;
  // The driver gives these no code.
  return /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying|Cannot use a pool after)/.test(
    error.message,
  );
}

function reasonOf(error: unknown, place: string): string {
  if (error instanceof pg.DatabaseError) return reasonOfServer(error, place);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const path = error instanceof Error && 'path' in error ? String(error.path) : place;
  switch (code) {
    case 'ECONNREFUSED':
      return `no PostgreSQL answers at ${place}; start it, or correct DATABASE_URL`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the address ${place} is not known; correct DATABASE_URL or the network's name service`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${place} cannot be reached; check the network and the server's firewall`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `Mantinel may not write to ${path}; give the account that runs it the right to, or set \`data\` in mantinel.yaml`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `the disk that holds ${path} is full; free some space`;
    default:
      return `PostgreSQL at ${place} does not answer: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** SQLSTATE classes of the PostgreSQL manual, appendix A. */
function reasonOfServer(error: pg.DatabaseError, place: string): string {
  switch (error.code) {
    case '28P01':
    case '28000':
      return `PostgreSQL at ${place} refuses the user or the password; correct DATABASE_URL`;
    case '3D000':
      return `there is no such database at ${place}; create it, or correct DATABASE_URL`;
    case '42501':
      return `the user may not create tables at ${place}; grant it CREATE on the database`;
    case '53100':
      return `the disk of PostgreSQL at ${place} is full; free some space`;
    case '53300':
      return `PostgreSQL at ${place} has no connection left; raise its max_connections`;
    case '57P01':
    case '57P02':
      return `PostgreSQL at ${place} is shutting down`;
    case '57P03':
      return `PostgreSQL at ${place} is starting or recovering; wait`;
    default:
      return `PostgreSQL at ${place} says: ${error.message}`;
  }
}
