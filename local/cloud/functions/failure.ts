import { CloudError } from '../contract';

/**
 * A call of a function that failed. `code` and `message` are what another function sees (through wx-server-sdk),
 * `errCode` is the number a mini program sees in `errCode: -50400x`.
 */
export class FunctionFailure extends CloudError {
  constructor(
    code: string,
    message: string,
    readonly errCode: number,
  ) {
    super(code, message);
  }
}

export function notFound(name: string): FunctionFailure {
  return new FunctionFailure('FUNCTION_NOT_FOUND', `[Invoke] Function not found: [${name}]`, -501000);
}

export function executeFail(message: string): FunctionFailure {
  return new FunctionFailure('FUNCTIONS_EXECUTE_FAIL', message, -504002);
}

export function timedOut(timeoutMs: number): FunctionFailure {
  return new FunctionFailure(
    'FUNCTIONS_EXECUTE_FAIL',
    `Invoking task timed out after ${timeoutMs / 1000} seconds`,
    -504003,
  );
}

/** An event or an answer over 6 MB (cloud.tencent.com/document/product/583/11637). */
export function payloadTooLarge(what: 'event' | 'result', bytes: number, limit: number): FunctionFailure {
  return new FunctionFailure(
    'EXCEED_MAX_PAYLOAD_SIZE',
    `the ${what} of the function has ${bytes} bytes, the limit is ${limit}`,
    -504002,
  );
}

/** What a mini program may get back from one call (wx-server-sdk's table of errors). */
export function resultTooLargeForPhone(bytes: number): FunctionFailure {
  return new FunctionFailure(
    'WX_CLOUDFUNCTION_RESULT_SIZE_EXCEED_LIMIT',
    `cloudfunction result size exceed limit (1MB): ${bytes} bytes`,
    -604001,
  );
}
