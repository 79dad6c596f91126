import { describeError, type ErrorCode, type ErrorData, errors } from './errors.ts';

/** The one error that crosses a package border: a catalogue code, its data, and the cause for the developer. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, options: { data?: ErrorData; cause?: unknown } = {}) {
    super(describeError(code, options.data).operator, { cause: options.cause });
    this.code = code;
    this.data = options.data ?? {};
  }

  get status(): number {
    return errors[this.code].status;
  }

  get remedy(): string {
    return describeError(this.code, this.data).remedy;
  }
}
