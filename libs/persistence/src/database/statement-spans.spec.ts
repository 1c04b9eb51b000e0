import { statementName } from './statement-spans';

test.each([
  ['SELECT "public"."pa_case"."id" FROM "public"."pa_case" WHERE "id" = $1', 'SELECT pa_case'],
  ['\n  SELECT is_stale AS "isStale" FROM commit_change($1::jsonb)', 'SELECT commit_change'],
  ['INSERT INTO stuck SELECT found.* FROM jsonb_array_elements($1)', 'INSERT stuck'],
  ['DELETE FROM outbox WHERE id = ANY($1)', 'DELETE outbox'],
  ["UPDATE notice SET text = 'Quillfeather'", 'UPDATE notice'],
  ["SELECT 'Quillfeather'", 'SELECT'],
  ['', 'SQL'],
])('names a statement by what it does and its table: %s', (sql, name) => {
  expect(statementName(sql)).toBe(name);
});
