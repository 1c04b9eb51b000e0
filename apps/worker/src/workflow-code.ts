import { dirname, join } from 'node:path';

const built = join(dirname(require.resolve('@assent/workflows')), '..', 'dist');

/** The workflows' code, bundled by their build. */
export const WORKFLOW_BUNDLE = join(built, 'workflow-bundle.js');
