-- Which rows a role sees, by line of business. This list is the one place that says it: a table that holds
-- cases' data is in it, with the condition under which its row belongs to what a person of some lines reads.
-- A spec asks Postgres for tables that are neither here nor on the list of those that need no condition.
--
-- `assent_api` says with each statement who reads: the lines in `assent.lines`, and for cases that were
-- opened with a reason, the person in `assent.person` and the time in `assent.at`. Without that, it sees no
-- row. For those who read all lines it takes on the role `assent_every_line`, whose condition is `true`:
-- Postgres plans such a statement as if there were none. A setting could not do that.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'assent_every_line') THEN
    EXECUTE 'CREATE ROLE assent_every_line';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_auth_members
    WHERE roleid = 'assent_every_line'::regrole AND member = 'assent_api'::regrole) THEN
    EXECUTE 'GRANT assent_every_line TO assent_api WITH INHERIT FALSE, SET TRUE';
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN
    NULL;
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the role assent_every_line is missing, or not granted to assent_api, and % may not do '
      'that; let an administrator of the server run: CREATE ROLE assent_every_line; '
      'GRANT assent_every_line TO assent_api WITH INHERIT FALSE, SET TRUE', current_user
      USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE INDEX "case_access_opened_by_open_until_idx" ON "case_access"("opened_by", "open_until");

CREATE FUNCTION "readable_lines"() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT string_to_array(current_setting('assent.lines', true), ' ')
$$;

-- With the rights of the owner: who opened a case is itself read under the condition of cases.
CREATE FUNCTION "opened_cases"() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = "public", "pg_temp" AS $$
  SELECT array_agg(case_id) FROM case_access
  WHERE opened_by = current_setting('assent.person', true)
    AND open_until > nullif(current_setting('assent.at', true), '')::timestamptz
$$;
REVOKE ALL ON FUNCTION "readable_lines"(), "opened_cases"() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "readable_lines"(), "opened_cases"() TO "assent_api";

DO $$
DECLARE
  -- In a subquery, so that each is asked once for a statement.
  of_line CONSTANT text := 'line_of_business = ANY ((SELECT readable_lines())::text[]) '
    'OR %s = ANY ((SELECT opened_cases())::uuid[])';
  of_case CONSTANT text := 'EXISTS (SELECT FROM pa_case c WHERE c.id = case_id)';
  given record;
BEGIN
  FOR given IN SELECT * FROM (VALUES
    ('pa_case', format(of_line, 'id')),
    ('pa_authorization', format(of_line, 'case_id')),
    ('appeal', of_case),
    ('case_event', of_case),
    ('case_access', of_case),
    ('notice', of_case),
    ('member_letter', of_case),
    ('document', of_case),
    ('document_opening', 'EXISTS (SELECT FROM document d WHERE d.id = document_id)'),
    ('stuck', of_case),
    ('audit_entry', of_case),
    ('member', 'EXISTS (SELECT FROM pa_case c WHERE c.member_id = member.member_id)')
  ) AS limited (name, condition) LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', given.name);
    EXECUTE format('CREATE POLICY "lines_of_business" ON %I TO assent_api USING (%s)',
      given.name, given.condition);
    EXECUTE format('CREATE POLICY "every_line" ON %I TO assent_every_line, assent_worker, CURRENT_USER '
      'USING (true)', given.name);
    EXECUTE format('CREATE POLICY "reports" ON %I FOR SELECT TO assent_reader, assent_auditor USING (true)',
      given.name);
  END LOOP;
END $$;

-- What the API may do, whoever reads. A later grant to `assent_api` names both roles.
GRANT USAGE ON SCHEMA "public" TO "assent_every_line";
DO $$
DECLARE
  given record;
BEGIN
  FOR given IN
    SELECT format('GRANT %s ON TABLE %I TO assent_every_line', privilege_type, relname) AS statement
    FROM pg_class, aclexplode(relacl)
    WHERE relnamespace = 'public'::regnamespace AND grantee = 'assent_api'::regrole AND relkind = 'r'
    UNION ALL
    SELECT format('GRANT %s (%I) ON %I TO assent_every_line', privilege_type, attname, relname)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(attacl)
    WHERE relnamespace = 'public'::regnamespace AND grantee = 'assent_api'::regrole
    UNION ALL
    SELECT format('GRANT %s ON SEQUENCE %I TO assent_every_line', privilege_type, relname)
    FROM pg_class, aclexplode(relacl)
    WHERE relnamespace = 'public'::regnamespace AND grantee = 'assent_api'::regrole AND relkind = 'S'
    UNION ALL
    SELECT format('GRANT %s ON FUNCTION %s TO assent_every_line', privilege_type, p.oid::regprocedure)
    FROM pg_proc p, aclexplode(proacl)
    WHERE pronamespace = 'public'::regnamespace AND grantee = 'assent_api'::regrole
  LOOP
    EXECUTE given.statement;
  END LOOP;
END $$;
