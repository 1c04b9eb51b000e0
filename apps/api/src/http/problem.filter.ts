import {
  DocumentContentMissing,
  DocumentContentUnreadable,
  DocumentStoreUnavailable,
  GuidelineMissing,
  isContentLost,
  RecordUnavailable,
  UnknownCursor,
} from '@assent/application';
import type { ProblemCode } from '@assent/contracts';
import { errorFields, type Logger } from '@assent/platform';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Operations } from '../dependencies';
import { unknownCursor } from './cursor';
import { HttpProblem } from './http-problem';
import { isAnswered, methodsOf, notAllowed, pathOf, type MethodsOf } from './methods';
import { sendProblem } from './send-problem';
import { IssuerUnavailable } from './token-keys';

const RETRY_SECONDS = '2';

/** Dependencies that a call may lack, by the error that reports it. */
const UNAVAILABLE = [
  [RecordUnavailable, 'unavailable'],
  [DocumentStoreUnavailable, 'document-store-unavailable'],
  [IssuerUnavailable, 'issuer-unavailable'],
] as const;

function isUnavailable(error: unknown): boolean {
  return UNAVAILABLE.some(([kind]) => error instanceof kind);
}

/** Problems that callers can't fix. */
const FOR_OPERATORS: readonly ProblemCode[] = [
  'defect',
  'guideline-missing',
  'document-content-missing',
  'document-content-unreadable',
];

export function problemFilter(served: Operations, log: Logger): ProblemFilter {
  return new ProblemFilter(methodsOf(served), log);
}

/** Answers every error with problem details, the framework's own included. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly answering: MethodsOf,
    private readonly log: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = this.problemOf(error, request);
    if (FOR_OPERATORS.includes(problem.code)) {
      this.log.error('a call failed', {
        requestId: request.id,
        ...(isContentLost(error) && { documentId: error.key }),
        ...errorFields(error),
      });
    } else if (isUnavailable(error)) {
      this.log.warn('a call has to wait', { requestId: request.id, ...errorFields(error) });
    }
    sendProblem(problem, request.id, http.getResponse<FastifyReply>());
  }

  private problemOf(error: unknown, request: FastifyRequest): HttpProblem {
    if (error instanceof HttpProblem) return error;
    if (error instanceof UnknownCursor) return unknownCursor();
    const unavailable = UNAVAILABLE.find(([kind]) => error instanceof kind);
    if (unavailable && error instanceof Error) {
      return new HttpProblem(unavailable[1], `${error.message}; try again`, {
        headers: { 'retry-after': RETRY_SECONDS },
      });
    }
    if (error instanceof GuidelineMissing) {
      return new HttpProblem(
        'guideline-missing',
        `${error.message}; ask an administrator to restore its folder`,
        { headers: { 'retry-after': RETRY_SECONDS } },
      );
    }
    if (error instanceof DocumentContentMissing) {
      return new HttpProblem(
        'document-content-missing',
        "the document's file is lost; add the same file to the case again, or ask an administrator to restore it",
      );
    }
    if (error instanceof DocumentContentUnreadable) {
      return new HttpProblem(
        'document-content-unreadable',
        "the document's file was changed, or cannot be decrypted; add the same file to the case again, or ask an administrator to restore it",
      );
    }
    const status = statusOf(error);
    if (status === 404) return this.nothingHere(request);
    return frameworkProblem(status);
  }

  private nothingHere({ url, method }: FastifyRequest): HttpProblem {
    const methods = this.answering(pathOf(url));
    // An address part that shows nothing does not exist.
    return methods.length === 0 || isAnswered(method, methods)
      ? new HttpProblem('not-found', 'there is nothing at this address; see `/openapi.json`')
      : notAllowed(method, methods);
  }
}

/** The status of a Nest or Fastify error; 500 for any other. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' ? error.statusCode : 500;
}

/** What a framework error's status means to callers. */
function frameworkProblem(status: number): HttpProblem {
  switch (status) {
    case 400:
      return new HttpProblem('malformed-request', 'the request is not well formed');
    case 413:
      return new HttpProblem('body-too-large', 'the body is larger than 1 MiB');
    case 415:
      return new HttpProblem(
        'unsupported-media-type',
        'the body must be JSON, with `Content-Type: application/json`',
      );
    default:
      return status < 500
        ? new HttpProblem('request-refused', "the request can't be handled", { status })
        : new HttpProblem(
            'defect',
            'this is an error in Assent; it was logged with this request id',
          );
  }
}
