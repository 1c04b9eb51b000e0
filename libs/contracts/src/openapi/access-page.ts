import { MAY_DECIDE, RELATIONS, ROLES, type Relation, type Role } from '@assent/domain';
import { PROBLEMS } from '../http/problem';
import {
  accessTo,
  cellOf,
  namedBy,
  rolesFor,
  serviceRolesFor,
  type About,
  type AccessRow,
} from './access-table';
import type { Operation } from './operations';

const HEADINGS: Readonly<Record<Relation, string>> = {
  'own-line': 'my line of business',
  'assigned-to-me': 'assigned to me',
  'opened-by-me': 'opened by me',
  'decided-by-me': 'decided by me',
  'appeal-of-my-decision': 'appeal of my decision',
  'another-line': 'another line of business',
  'opened-with-reason': 'opened with a reason',
};

const ABOUT: Readonly<Record<About, string>> = {
  case: 'A case',
  appeal: 'An appeal',
  authorization: 'An authorization',
  letter: 'A letter',
  'peer-to-peer': 'A peer-to-peer request',
  several: 'Several cases or letters, each by itself',
  request: 'A request, by the line of business that it states',
  lists: 'Lists and figures',
  own: 'What the caller keeps for themselves',
  nothing: 'Nothing of a case',
};

/** The table of who may make which call, in Markdown, as the API decides it. */
export function accessMatrixPage(operations: readonly Operation[]): string {
  const rows = operations.map((operation) => ({ operation, row: accessTo(operation) }));
  const abouts = Object.keys(ABOUT) as About[];
  const parts = abouts.flatMap((about) => {
    const of = rows.filter(({ row }) => row.about === about);
    return of.length === 0
      ? []
      : [`## ${ABOUT[about]}`, '', ...tableOf(about), ...of.flatMap(linesOf), ''];
  });
  return `${[...INTRODUCTION, ...parts, ...DECISIONS].join('\n')}\n`;
}

const INTRODUCTION = [
  '# Who may do what',
  '',
  'Generated from `libs/contracts/src/openapi/access-table.ts`, which the API asks before it reads a body. Update it with `npm run generate`. Roles that are not listed for a call are refused with 403 `role-not-allowed`. A person whose token names no lines of business reads all of them. A service account has at most the roles in its own column; every other role in its token is ignored.',
  '',
];

function tableOf(about: About): string[] {
  const columns = [
    'call',
    'roles',
    'service accounts',
    ...relationsOf(about).map((each) => HEADINGS[each]),
  ];
  return [lineOf(columns), lineOf(columns.map(() => '---'))];
}

/** The relations that can hold for a call: only an appeal is one of a decision. */
function relationsOf(about: About): readonly Relation[] {
  if (about === 'appeal') return RELATIONS;
  if (about === 'several' || namedBy({ about }) !== null) {
    return RELATIONS.filter((relation) => relation !== 'appeal-of-my-decision');
  }
  return about === 'lists' || about === 'request' ? ['own-line', 'another-line'] : [];
}

function linesOf(each: { readonly operation: Operation; readonly row: AccessRow }): string[] {
  const { operation, row } = each;
  const roles = rolesFor(row);
  const call = `\`${operation.method} ${operation.path}\``;
  if (row.may === 'public') {
    const cells = relationsOf(row.about).map(() => 'by its address');
    return [lineOf([call, 'everyone, without a token', 'yes', ...cells])];
  }
  // Roles with the same cells share a line.
  const keys = roles.map((role) => lineOf(cellsOf(row, role)));
  return roles.flatMap((role, index) =>
    keys.indexOf(keys[index] ?? '') === index
      ? [
          lineOf([
            call,
            roles.filter((_, i) => keys[i] === keys[index]).join(', '),
            serviceRolesFor(row).join(', ') || 'no',
            ...cellsOf(row, role),
          ]),
        ]
      : [],
  );
}

function cellsOf(row: AccessRow, role: Role): readonly string[] {
  return relationsOf(row.about).map((relation) => textOf(row, role, relation));
}

function textOf(row: AccessRow, role: Role, relation: Relation): string {
  const cell = cellOf(row, role, relation);
  if (cell === 'allowed') return 'yes';
  if (row.about === 'lists') return 'left out';
  return `${PROBLEMS[cell].status} \`${cell}\``;
}

function lineOf(cells: readonly string[]): string {
  return cells.length === 0 ? '' : `| ${cells.join(' | ')} |`;
}

/** What the body of a decision says differs by role, too. */
const DECISIONS = [
  '## Decisions of a case',
  '',
  lineOf(['decision', ...ROLES]),
  lineOf(['---', ...ROLES.map(() => '---')]),
  ...Object.entries(MAY_DECIDE).map(([decision, roles]) =>
    lineOf([
      `\`${decision}\``,
      ...ROLES.map((role) => (roles.includes(role) ? 'yes' : '403 `role-not-allowed`')),
    ]),
  ),
];
