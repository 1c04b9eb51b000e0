import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { checkAudit, type AuditState } from '../../client';
import { showAuditOptions, showAuditQueryKey } from '../../client/@tanstack/react-query.gen';

/** In milliseconds. */
const EVERY = 15_000;
const WHILE_CHECKING = 1_000;

export function isChecking(state: AuditState | undefined): boolean {
  return state?.check?.finishedAt === null;
}

/** The audit as a whole, and what starts a check of it. */
export function useAudit() {
  const queries = useQueryClient();
  const query = useQuery({
    ...showAuditOptions(),
    refetchInterval: ({ state }) => (isChecking(state.data) ? WHILE_CHECKING : EVERY),
  });
  const check = useMutation({
    mutationFn: async () => (await checkAudit({ body: {}, throwOnError: true })).data,
    onSuccess: (state) => queries.setQueryData(showAuditQueryKey(), state),
  });
  return { query, check };
}
