import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { showSession } from '../client';
import { showSessionOptions, showSignInOptions } from '../client/@tanstack/react-query.gen';
import { Problem } from '../shared/problem';
import { Dialog } from '../ui/dialog';
import { Failure, Skeleton } from '../ui/states';
import { showToast } from '../ui/toast';
import { useFailure } from '../ui/use-failure';
import { LocalSignIn } from './local-sign-in';
import { goToNewPage } from './new-page';
import { ROLES, type Session } from './session';
import { SignInBeside } from './sign-in-beside';
import styles from './sign-in.module.css';
import { text } from './text';
import { keepToken, leaveToNextPage, type Tokens } from './token';
import { useIsSignedIn } from './use-is-signed-in';

/** Covers the page when the session has ended, so that nothing typed is lost. */
export function SignInAgain() {
  return useIsSignedIn() ? null : <SessionOver />;
}

function SessionOver() {
  const queries = useQueryClient();
  const offer = useQuery(showSignInOptions());
  const failure = useFailure(offer);
  const goOn = (tokens: Tokens) => goOnAs(tokens, queries);
  return (
    <Dialog title={text.again.title} mustAnswer onClose={() => undefined}>
      {offer.data?.kind === 'local-issuer' ? (
        <>
          <p className={styles['again']}>{text.again.lead}</p>
          <LocalSignIn roles={offer.data.roles} before={personBefore(queries)} goOn={goOn} />
        </>
      ) : null}
      {offer.data?.kind === 'openid-connect' ? (
        <SignInBeside provider={offer.data} goOn={goOn} />
      ) : null}
      {!offer.data && !failure ? <Skeleton label={text.signIn.loading} /> : null}
      {failure ? <Failure isInline what={text.signIn.unavailable} {...failure} /> : null}
    </Dialog>
  );
}

function personBefore(queries: QueryClient) {
  const session = queries.getQueryData(showSessionOptions().queryKey);
  const role = session?.roles[0];
  return session && role ? { role, name: session.subject, lines: session.lines } : undefined;
}

/**
 * The same person continues where they were; another starts on a new page. Until the person is
 * known, the tokens serve only to ask.
 * @throws when it cannot find out
 */
async function goOnAs(tokens: Tokens, queries: QueryClient): Promise<void> {
  const { queryKey } = showSessionOptions();
  const before = queries.getQueryData(queryKey);
  const now = await whoIs(tokens);
  if (before && before.subject !== now?.subject) {
    leaveToNextPage(tokens);
    goToNewPage(`${location.pathname}${location.search}`);
    return new Promise(() => undefined);
  }
  if (now) queries.setQueryData(queryKey, now);
  keepToken(tokens);
  if (before && now && before.roles.join() !== now.roles.join()) tellOfRoles(now);
  await queries.invalidateQueries();
}

/** @returns null if they may see nothing here */
async function whoIs({ access }: Tokens): Promise<Session | null> {
  try {
    const { data } = await showSession({ auth: access });
    return data;
  } catch (error) {
    if (error instanceof Problem && error.status === 403) return null;
    throw error;
  }
}

function tellOfRoles({ roles }: Session): void {
  showToast({
    tone: 'note',
    title: text.again.newRoles({ roles: roles.map((role) => ROLES[role].name).join(', ') }),
    detail: text.again.newRolesDetail,
  });
}
