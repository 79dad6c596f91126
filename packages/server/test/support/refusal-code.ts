/** The code of the catalogue in a refusal: of ours, or of one in the words of OTLP (google.rpc.Status with its ErrorInfo). */
import type { ErrorCode, Problem } from '@mantinel/contract';

export function refusalCode(text: string): ErrorCode {
  const refusal = JSON.parse(text) as Problem & { details?: readonly { reason: string }[] };
  return (refusal.details?.[0]?.reason ?? refusal.code) as ErrorCode;
}
