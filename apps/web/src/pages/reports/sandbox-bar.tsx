import { lazy, Suspense } from 'react';
import { useSession } from '../../session/session';
import styles from './sandbox-bar.module.css';

const Bar = lazy(() => import('./sandbox/bar'));

/** In the sandbox, a clock that can be moved. Its code is loaded there alone. */
export function SandboxBar() {
  const { isSandbox } = useSession();
  if (!isSandbox) return null;
  return (
    <Suspense fallback={<div className={styles['place']} />}>
      <Bar />
    </Suspense>
  );
}
