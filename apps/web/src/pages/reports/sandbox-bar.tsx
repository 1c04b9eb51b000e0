import { lazy, Suspense } from 'react';
import { useSession } from '../../session/session';
import styles from './sandbox-bar.module.css';

const Bar = lazy(() => import('./sandbox/bar'));

/** A movable clock in the sandbox. Its code loads only there. */
export function SandboxBar() {
  const { isSandbox } = useSession();
  if (!isSandbox) return null;
  return (
    <Suspense fallback={<div className={styles['place']} />}>
      <Bar />
    </Suspense>
  );
}
