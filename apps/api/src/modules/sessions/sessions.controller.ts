import type { EndedSession } from '@assent/application';
import {
  endSessionsCommand,
  logoutRequest,
  operations,
  signOutCommand,
  type SessionsEndedJson,
} from '@assent/contracts';
import { Body, Controller, Inject } from '@nestjs/common';
import {
  LOGOUT_PARTIES,
  SESSIONS,
  TOKEN_PARTIES,
  type SessionKeeper,
  type TokenSource,
} from '../../dependencies';
import { endedByLogout, type LogoutParties } from '../../http/logout-token';
import { SignedIn } from '../../http/parameters';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import { sessionName } from '../../http/session-names';
import { CLOCK_TOLERANCE_SECONDS, lastExpiry, type Person } from '../../http/token-verifier';

/** Sessions that end before their tokens expire. */
@Controller()
export class SessionsController {
  constructor(
    @Inject(SESSIONS) private readonly sessions: SessionKeeper,
    @Inject(TOKEN_PARTIES) private readonly tokens: TokenSource,
    @Inject(LOGOUT_PARTIES) private readonly parties: LogoutParties,
  ) {}

  @Serves(operations.signOut)
  signOut(
    @Body(new SchemaPipe(signOutCommand)) { everywhere }: Sent<typeof signOutCommand>,
    @SignedIn() { subject, session }: Person,
  ): Promise<SessionsEndedJson> {
    return this.end(everywhere ? [everyTokenOf(subject)] : session.own.map(everyTokenNamed));
  }

  @Serves(operations.endSessions)
  endSessions(
    @Body(new SchemaPipe(endSessionsCommand)) { subject }: Sent<typeof endSessionsCommand>,
  ): Promise<SessionsEndedJson> {
    return this.end([everyTokenOf(subject)]);
  }

  @Serves(operations.takeLogout)
  async takeLogout(
    @Body(new SchemaPipe(logoutRequest)) { logout_token: token }: Sent<typeof logoutRequest>,
  ): Promise<SessionsEndedJson> {
    return this.end(await endedByLogout(token, this.tokens.keys, this.parties));
  }

  private async end(ended: readonly EndedSession[]): Promise<SessionsEndedJson> {
    await this.sessions.end(ended);
    return { ended: true };
  }
}

function everyTokenNamed(name: string): EndedSession {
  return { name, issuedBy: null, until: lastExpiry(Date.now()) };
}

/** Those issued until now, by the clock of an issuer that may be a little ahead. */
function everyTokenOf(subject: string): EndedSession {
  const now = Date.now();
  return {
    name: sessionName('person', subject),
    issuedBy: new Date(now + CLOCK_TOLERANCE_SECONDS * 1_000),
    until: lastExpiry(now),
  };
}
