import { useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import type { Session } from '../client';
import { showSessionOptions } from '../client/@tanstack/react-query.gen';
import { text } from './text';

export type { Session };
export type Role = Session['roles'][number];
export type Permission = Session['permissions'][number];

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in. Only below the shell, which waits for the answer. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('no one is signed in here');
  return session;
}

/** Whether the person may do it; pages hide or explain what they may not. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}

export function useSessionQuery() {
  return useQuery({ ...showSessionOptions(), staleTime: 5 * 60_000 });
}

/** The roles of people who may decide a case. */
export const DECIDERS: ReadonlySet<string> = new Set<Role>(['medical-director', 'pharmacist']);

/** The name of each role, and what it does here. */
export const ROLES: Readonly<Record<Role, { readonly name: string; readonly does: string }>> =
  text.roles;
