/** Answers in the words of OTLP/HTTP: in the form that was asked in, protobuf or JSON, refusals as google.rpc.Status. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { AppError } from '@mantinel/contract';
import type { Media } from '../../../http/route.ts';
import type { TakenLogs } from '../service.ts';

const protobuf = 'application/x-protobuf';
const isProtobuf = (contentType: string | undefined): boolean => contentType?.startsWith(protobuf) === true;

/** ExportLogsServiceResponse; `partialSuccess` only where something is to be said. */
export function otlpAnswer({ refused, message }: TakenLogs, asProtobuf: boolean): Media {
  const said = refused > 0 || message !== '';
  if (!asProtobuf) {
    // 64 bits, hence a text.
    const partialSuccess = { rejectedLogRecords: String(refused), errorMessage: message };
    return { type: 'application/json', content: JSON.stringify(said ? { partialSuccess } : {}) };
  }
  const writer = new BinaryWriter();
  if (said) {
    writer.tag(1, WireType.LengthDelimited).fork();
    if (refused > 0) writer.tag(1, WireType.Varint).int64(refused);
    writer.tag(2, WireType.LengthDelimited).string(message).join();
  }
  return { type: protobuf, content: Buffer.from(writer.finish()) };
}

const errorInfo = 'type.googleapis.com/google.rpc.ErrorInfo';

export function otlpRefusal(error: AppError, contentType: string | undefined): Media {
  const message = `${error.message} ${error.remedy} (${error.code})`;
  if (!isProtobuf(contentType)) {
    const details = [{ '@type': errorInfo, reason: error.code, domain: 'mantinel' }];
    const status = { code: codeOf(error), message, details };
    return { status: error.status, type: 'application/json', content: JSON.stringify(status) };
  }
  const writer = new BinaryWriter();
  writer.tag(1, WireType.Varint).int32(codeOf(error));
  writer.tag(2, WireType.LengthDelimited).string(message);
  return { status: error.status, type: protobuf, content: Buffer.from(writer.finish()) };
}

/** google.rpc.Code. */
function codeOf({ status }: AppError): number {
  switch (status) {
    case 401:
      return 16;
    case 403:
      return 7;
    case 413:
    case 429:
      return 8;
    case 503:
      return 14;
    default:
      return status < 500 ? 3 : 13;
  }
}
