import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './planted';

/** What people read: pages, letters, the timeline, what the API says, and the documentation. */
const READ: readonly string[] = [
  'README.md',
  'docs/**/*.md',
  'docs/generated/openapi.json',
  'apps/web/src/**/text.ts',
  'apps/api/src/modules/case/timeline.mapper.ts',
  'libs/application/src/correspondence/letters.ts',
  'libs/application/src/correspondence/member-letters/english.ts',
  'libs/contracts/src/http/problem.ts',
];

/** Words that are right nowhere in what people read, and what to write instead. */
const BANNED: readonly (readonly [RegExp, string])[] = [
  [/\bwithout cover\b/i, 'without coverage'],
  [/\blapse of cover\b/i, 'coverage gap, or: coverage ended'],
  [/\b(?:of|no|the|his|her|their|its|while|when|before|after) cover\b(?!s)/i, 'coverage'],
  [/\bcover (?:ends|ended|has ended|runs out|ran out|is over|begins)\b/i, 'coverage ends'],
  [/\bfree it\b/i, 'Unassign'],
  [/\b(?:give|gives|gave|given) (?:it |them )?back\b/i, 'Unassign'],
  [/\bdrafts of yours\b/i, 'your drafts'],
  [
    /(?<!`)\b(?:some|any|every|no)body\b(?!`)/i,
    'a person, everyone, no one; Unassigned as a value',
  ],
  [/\bbirth date\b/i, 'date of birth'],
  [/\bgiven name\b/i, 'first name'],
  [/\bfamily name\b/i, 'last name'],
  [/\bmember ids?\b/, 'member ID'],
  [/\bboth days (?:included|inclusive)\b/i, 'through, as in: May 1 through May 31'],
  [/\b(?:rests?|rested) on\b/i, 'is based on'],
  [/\bdecided elsewhere\b/i, 'routed to another payer'],
  [/\bapproved by (?:the )?software\b/i, 'auto-approved (criteria met)'],
  [/\bnothing was stored\b/i, 'nothing was saved'],
  [/\bhas faults\b/i, 'has errors'],
  [/\b(?:anew|afresh)\b/i, 'again'],
  [/\bquestions? to the office\b/i, 'information request'],
  [/\b(?:tell|tells|told) (?:a |the |its |of )?facts?\b/i, 'give information'],
  [/\ban empty list says\b/i, 'check "None"'],
  [/\(America\/New_York\)/, 'Eastern Time'],
];

interface Text {
  readonly file: string;
  readonly text: string;
}

function filesOf(patterns: readonly string[]): readonly Text[] {
  const globs = patterns.map((pattern) => `:(glob)${pattern}`);
  return execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z', '--', ...globs], {
    cwd: ROOT,
  })
    .toString()
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(ROOT, file)))
    .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
}

/** Each banned word with its file and line, and what to write instead. */
function found(texts: readonly Text[]): string[] {
  return texts.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, at) =>
      BANNED.flatMap(([pattern, instead]) => {
        const [word] = pattern.exec(line) ?? [];
        return word === undefined ? [] : [`${file}:${at + 1} "${word}": write ${instead}`];
      }),
    ),
  );
}

describe('what people read', () => {
  it('includes the files that it should', () => {
    const files = filesOf(READ).map(({ file }) => file);
    expect(files).toContain('README.md');
    expect(files).toContain('docs/generated/openapi.json');
    expect(files.filter((file) => file.startsWith('docs/adr/')).length).toBeGreaterThan(10);
  });

  it('is plain American English', () => {
    expect(found(filesOf(READ))).toEqual([]);
  });

  it.each([
    ['Since May 25 the member is without cover.', 'without coverage'],
    ['cover ends in 12 days', 'coverage ends'],
    ['Take it or give it back.', 'Unassign'],
    ['23 drafts of yours', 'your drafts'],
    ['Nobody', 'a person, everyone, no one; Unassigned as a value'],
    ['Birth date', 'date of birth'],
    ['It rests on these criteria.', 'is based on'],
  ])('may not include: %s', (text, instead) => {
    expect(found([{ file: 'planted.md', text }]).join()).toContain(`write ${instead}`);
  });

  it.each([
    'The plan agrees to cover a drug. Coverage ends on May 24, 2027.',
    'Postgres runs as `nobody`.',
    'Member ID, date of birth, first name',
  ])('may include: %s', (text) => {
    expect(found([{ file: 'planted.md', text }])).toEqual([]);
  });
});
