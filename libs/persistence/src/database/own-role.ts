import type { Pool } from 'pg';

/** Thrown for a role that is above the rules of the tables. Nothing was read or written. */
export class OwnerRefused extends Error {
  constructor(role: string, why: string) {
    super(
      `the database role ${role} ${why}, so it could change or switch off what the tables refuse; give DATABASE_URL a role that owns nothing, such as assent_api for the API and assent_worker for the worker`,
    );
    this.name = 'OwnerRefused';
  }
}

interface OwnRole {
  readonly name: string;
  readonly isSuper: boolean;
  readonly bypasses: boolean;
  readonly owns: boolean;
}

/**
 * Refuses a superuser, a role without row security, the owner of a table, and whoever may become it.
 * @throws OwnerRefused
 */
export async function requireOwnRole(pool: Pool): Promise<void> {
  const { rows } = await pool.query<OwnRole>(`
    SELECT rolname AS name, rolsuper AS "isSuper", rolbypassrls AS bypasses,
      EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND pg_has_role(current_user, relowner, 'MEMBER')) AS owns
    FROM pg_roles WHERE rolname = current_user`);
  const [own] = rows;
  if (!own) return;
  if (own.isSuper) throw new OwnerRefused(own.name, 'is a superuser');
  if (own.bypasses) throw new OwnerRefused(own.name, 'bypasses row security');
  if (own.owns) throw new OwnerRefused(own.name, 'owns the tables');
}
