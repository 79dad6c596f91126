/** Why an upload could not be taken in: a disk that refuses and a browser that left are no faults of the program. */
import { AppError } from '@mantinel/contract';

export function explainUploadFailure(
  error: unknown,
  notStored: 'recording.notStored' | 'deviceModel.notStored',
  folder: string,
): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET')
    return new AppError('request.invalid', { data: { problem: 'the upload ended early' }, cause: error });
  if (code !== undefined && ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EIO'].includes(code))
    return new AppError(notStored, { data: { folder, reason: code }, cause: error });
  return error;
}
