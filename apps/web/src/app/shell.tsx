import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Keyboard } from '../keyboard/keyboard';
import { Live } from '../live/live';
import { UploadsGuard } from '../pages/case/uploads-guard';
import { SandboxBar } from '../pages/reports/sandbox-bar';
import { SessionContext, useSessionQuery } from '../session/session';
import { SignInAgain } from '../session/sign-in-again';
import { useSignOut } from '../session/use-sign-out';
import { announce, Announcements } from '../shared/announcements';
import { Button } from '../ui/button';
import { setServerTime } from '../ui/now';
import { Page } from '../ui/page';
import { Failure, Skeleton } from '../ui/states';
import { Toasts } from '../ui/toast';
import { useFailure } from '../ui/use-failure';
import { AppCommands } from './app-commands';
import { AppHeader } from './app-header';
import { ConnectionBanner } from './connection-banner';
import { text } from './text';
import styles from './shell.module.css';

/** The frame of every page for a signed-in person. */
export function Shell() {
  const session = useSessionQuery();
  const failure = useFailure(session);
  const signOut = useSignOut();
  useEffect(() => {
    if (session.data) setServerTime(session.data.now);
  }, [session.data]);
  return (
    <>
      <a href="#main" className={styles['skip']}>
        {text.skipToContent}
      </a>
      {session.data ? (
        <SessionContext value={session.data}>
          <Live>
            <AppHeader />
            <SandboxBar />
            <ConnectionBanner />
            <Main />
            <AppCommands />
          </Live>
        </SessionContext>
      ) : (
        <main id="main" tabIndex={-1} className={styles['main']}>
          {failure ? (
            <Page
              title={text.session.title}
              actions={<Button onPress={signOut}>{text.account.signOut}</Button>}
            >
              <Failure what={text.session.failed} {...failure} />
            </Page>
          ) : (
            <div className={styles['loading']}>
              <h1 className="visually-hidden">{text.product}</h1>
              <Skeleton label={text.session.loading} lines={6} height="1.5rem" />
            </div>
          )}
        </main>
      )}
      <Keyboard />
      <SignInAgain />
      <UploadsGuard />
      <Toasts />
      <Announcements />
    </>
  );
}

/**
 * The page. After a move, focus and reading start there, or where the page put the focus; a person
 * writing elsewhere meanwhile, as in the search box, is not interrupted.
 */
function Main() {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    const isMove = shown.current !== undefined;
    shown.current = path;
    if (!isMove) return;
    const { activeElement } = document;
    const isWriting = activeElement instanceof HTMLInputElement && activeElement.value !== '';
    if (!isWriting && !main.current?.contains(activeElement))
      main.current?.focus({ preventScroll: true });
    announce(document.title);
  }, [path]);
  return (
    <main id="main" ref={main} tabIndex={-1} className={styles['main']}>
      <Outlet />
    </main>
  );
}
