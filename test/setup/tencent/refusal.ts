/** An error as API 3.0 words it: `Response.Error {Code, Message}` in a 200 answer. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
