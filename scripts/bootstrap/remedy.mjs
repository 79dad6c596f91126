/** What stands in the way, and what the person can do about it: printed without a stack trace. */
export class Remedy extends Error {
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}
