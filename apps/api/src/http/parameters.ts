import { callerOf, signedIn } from './authentication';
import { viewerOf } from './case-guard';
import { commandKey, requiredCommandKey } from './command-key';
import { fromRequest } from './from-request';
import { expectedVersion, lastEventId, requiredVersion } from './input';

/** Who calls, as an `Actor` in the role that the call takes. */
export const Caller = fromRequest(callerOf);

/** Who is given the content that the call answers with; null if it asks for the headers only. */
export const Reader = fromRequest((request) =>
  request.method === 'HEAD' ? null : callerOf(request),
);

/** Who is signed in, as a `Person` with all their roles. */
export const SignedIn = fromRequest(signedIn);

/** Who calls, as a `Viewer`: in that role, with the lines of business that they read. */
export const CallerWithLines = fromRequest(viewerOf);

/** The lines of business that the caller may read; null for all. */
export const Lines = fromRequest((request) => signedIn(request).lines);

/** Receives who reads, on a call without sign-in, as a function of their name. */
export const ReadBy = fromRequest((request) => (subject: string) => {
  request.reader = subject;
});

/** The version that the caller saw; undefined if not stated. */
export const ExpectedVersion = fromRequest(expectedVersion);

/** The version that the caller saw, which the call needs. */
export const RequiredVersion = fromRequest((request) => requiredVersion(request));

/** The `CommandKey` of the call; undefined if it has none. */
export const IdempotencyKey = fromRequest(commandKey);

/** The `CommandKey` of a call that needs one. */
export const RequiredIdempotencyKey = fromRequest(requiredCommandKey);

/** The event after which a stream resumes, as a bigint; null when it begins now. */
export const LastEventId = fromRequest(lastEventId);
