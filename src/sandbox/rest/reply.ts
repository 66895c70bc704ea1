/** Answers and errors of the REST API, in GitHub's form. */

export interface Reply {
  readonly status: number;
  /** JSON; a string or bytes go out as they are, with `content-type` in the headers. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}

export function created(body: unknown): Reply {
  return { status: 201, body };
}

export function accepted(body: unknown = {}): Reply {
  return { status: 202, body };
}

export function noContent(): Reply {
  return { status: 204 };
}

/** One entry of `errors` in a 422. */
export interface FieldError {
  readonly resource: string;
  readonly field?: string;
  readonly code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'unprocessable' | 'custom';
  readonly message?: string;
  readonly value?: unknown;
}

/** An answer that is an error. Handlers throw it; the server turns it into GitHub's error body. */
export class ApiError extends Error {
  readonly status: number;
  readonly errors: readonly (FieldError | string)[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** The weather made it, not the endpoint. */
  readonly weathered: boolean;

  constructor(
    status: number,
    message: string,
    options: {
      readonly errors?: readonly (FieldError | string)[];
      readonly headers?: Readonly<Record<string, string>>;
      readonly weathered?: boolean;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
    this.weathered = options.weathered ?? false;
  }
}

export function notFound(): ApiError {
  return new ApiError(404, 'Not Found');
}

/** What an app may not do. */
export function notAccessible(): ApiError {
  return new ApiError(403, 'Resource not accessible by integration');
}

/** What every write to an archived repository comes to. */
export function archivedError(): ApiError {
  return new ApiError(403, 'Repository was archived so is read-only.');
}

/** The weather's 502: nobody knows whether the request was carried out. */
export function badGateway(): ApiError {
  return new ApiError(502, 'Server Error', { weathered: true });
}

/** 422 "Validation Failed". */
export function invalid(...errors: readonly (FieldError | string)[]): ApiError {
  return new ApiError(422, 'Validation Failed', { errors });
}

/** 422 with a message of its own. */
export function unprocessable(message: string, ...errors: readonly (FieldError | string)[]): ApiError {
  return new ApiError(422, message, errors.length > 0 ? { errors } : {});
}

export function errorReply(error: ApiError): Reply {
  return {
    status: error.status,
    headers: error.headers,
    body: {
      message: error.message,
      ...(error.errors ? { errors: error.errors } : {}),
      documentation_url: 'https://docs.github.com/rest',
      status: String(error.status),
    },
  };
}
