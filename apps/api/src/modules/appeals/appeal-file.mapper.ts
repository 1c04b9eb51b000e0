import {
  BY_CHANNEL,
  dayWords,
  instantWords,
  MAX_FILE_DOCUMENTS_BYTES,
  whyClosed,
  type DocumentRecord,
  type FactSource,
  type LetterBlock,
  modificationWords,
  type OpenedAppealFile,
  type ReceivedDocument,
} from '@assent/application';
import type { ClauseNode, Facts, GuidelineDescription, WithheldClause } from '@assent/criteria';
import {
  closedAs,
  planWords,
  type Actor,
  type EnginePart,
  type License,
  type RecordedFindings,
  type AppealClosing,
  type AppealDecision,
  type AppealGround,
  type Channel,
  type RequestType,
  type TimeZone,
} from '@assent/domain';
import { factLabel, guidelineDescription } from '@assent/guidelines';
import type { AttachedFile, FilePart, PaperFile } from '@assent/letters';
import { createHash } from 'node:crypto';
import { LETTERS, OUTCOMES, REVIEWS, summaryOf } from '../case/timeline.mapper';
import { FILE_EXTENSIONS } from '../documents/file-name';
import { factWords } from './fact-words';

type Entry = readonly [label: string, value: string | number | null | undefined];

/** The case file of an appeal, in words, with instants in the payer's zone. */
export function toPaperFile(file: OpenedAppealFile, zone: TimeZone): PaperFile {
  const { appeal, record, letters, digest, asOf } = file;
  const at = (instant: Date) => instantWords(instant, zone);
  return {
    title: `Case file of appeal ${appeal.number}`,
    date: asOf,
    cover: [
      entries([
        ['Appeal', appeal.number],
        ['Case', record.number],
        ['As of', at(asOf)],
        ['SHA-256 of the contents', digest],
      ]),
      paragraph(
        `The digest covers the record of the case and the appeal, the letters, the timeline, and the digests of the received documents. ${ON_DOCUMENTS}`,
      ),
    ],
    parts: [
      { title: 'Case summary', date: at(record.receivedAt), blocks: summary(file, at) },
      { title: 'Criteria', date: dayWords(record.asOf), blocks: criteria(file) },
      {
        title: 'Decision',
        date: record.decision ? at(record.decision.at) : 'none',
        blocks: decision(file, at),
      },
      ...findingsPart(file, at),
      ...letters.map(({ kind, sentAt, content: { recipient, language, blocks } }): FilePart => {
        const to = recipient === 'member' ? 'Letter to the member' : 'Letter';
        return { title: `${to}: ${LETTERS[kind]}`, date: at(sentAt), language, blocks };
      }),
      { title: 'Timeline', date: at(asOf), blocks: timeline(file, zone, at) },
      { title: 'Appeal', date: at(appeal.receivedAt), blocks: ofAppeal(file, at) },
      { title: 'Received documents', date: at(asOf), blocks: documents(file, at) },
      ...textParts(file, at),
    ],
    attachments: file.documents.flatMap((document, place): AttachedFile[] => {
      const { id, mediaType, uploadedAt: date } = document;
      const content = file.contents.get(id);
      if (!content || !isAttached(file, document)) return [];
      const description = `Received document ${place + 1}`;
      return [{ name: attachedName(document, place), description, mediaType, date, content }];
    }),
  };
}

const ON_DOCUMENTS = `Received documents are attached to this file as they were received, and listed with their size and digest. Texts among them also follow the list. Together, ${MAX_FILE_DOCUMENTS_BYTES / 1_048_576} megabytes are attached at most; the list says what is not attached. Download that from the case.`;

/** The name of an attached document: its place in the list and its type, nothing of a member. */
function attachedName({ mediaType }: DocumentRecord, place: number): string {
  return `document-${place + 1}.${FILE_EXTENSIONS[mediaType]}`;
}

/** Whether there is room for it, and what the store has is what was received. */
function isAttached({ contents }: OpenedAppealFile, { id, sha256 }: DocumentRecord): boolean {
  const content = contents.get(id);
  return content !== undefined && createHash('sha256').update(content).digest('hex') === sha256;
}

const GROUNDS: Readonly<Record<AppealGround, string>> = {
  denial: 'the denial',
  'modified-approval': 'the approval with changes',
  'no-decision': 'the missing decision',
};

const CLOSINGS: Readonly<Record<AppealClosing, string>> = {
  withdrawn: 'Withdrawn',
  dismissed: 'Dismissed',
  'case-withdrawn': 'Closed',
  'case-approved': 'Closed',
};

const REQUESTS: Readonly<Record<RequestType, string>> = {
  initiation: 'New request',
  continuation: 'Renewal',
};

const DECISIONS: Readonly<Record<AppealDecision['decision'], string>> = {
  uphold: 'denial upheld',
  overturn: 'denial overturned',
  'partly-overturn': 'denial overturned in part',
};

type Words = (instant: Date) => string;

function summary({ record, sources }: OpenedAppealFile, at: Words): LetterBlock[] {
  const { member, prescriber, facts } = record;
  const described = guidelineOf(record);
  return [
    entries([
      ['Case', record.number],
      ['Status', plain(record.status)],
      ['Member', `${member.givenName} ${member.familyName}`],
      ['Member ID', member.memberId],
      ['Date of birth', dayWords(member.birthDate)],
      ['Prescriber', `${prescriber.name} (NPI ${prescriber.npi})`],
      ['Drug', record.drugText],
      ['Request', `${REQUESTS[record.requestType]}, ${record.urgency}`],
      ['Line of business', planWords(record)],
      ['Received', `${at(record.receivedAt)}, ${BY_CHANNEL[record.channel]}`],
      ['Evidence of receipt', evidenceOf(record)],
      ['Requested start', dayWords(record.requestedStart)],
    ]),
    ...list(
      'Information, each with its source:',
      factsIn(facts).map(([path, value]) => {
        const fact = described?.facts.find((each) => each.path === path);
        const label = fact?.label ?? factLabel(path);
        return `${label}: ${factWords(value, fact)}${sourceOf(sources[path], at)}`;
      }),
    ),
  ];
}

function evidenceOf({ receiptEvidence }: OpenedAppealFile['record']): string | null {
  if (receiptEvidence === null) return null;
  const { kind, reference } = receiptEvidence;
  return reference === null ? plain(kind) : `${plain(kind)}, ${reference}`;
}

/** The guideline of a case in words; null without one. */
function guidelineOf({ guideline }: OpenedAppealFile['record']): GuidelineDescription | null {
  return guideline && guidelineDescription(guideline.id, guideline.version);
}

/** Each fact by the dots of its path. */
function factsIn(facts: Facts, path = ''): [path: string, value: unknown][] {
  return Object.entries(facts).flatMap(([name, value]) => {
    const own = path === '' ? name : `${path}.${name}`;
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isGroup ? factsIn({ ...value }, own) : [[own, value]];
  });
}

function sourceOf(source: FactSource | undefined, at: Words): string {
  if (!source) return '';
  const { by, at: when, channel, document } = source;
  const page = document?.page == null ? '' : `, page ${document.page}`;
  const paper = document ? `, from ${document.name}${page}` : '';
  return ` (${person(by)}${isChannel(channel) ? `, ${BY_CHANNEL[channel]}` : ''}, ${at(when)}${paper})`;
}

function isChannel(word: string | undefined): word is Channel {
  return word !== undefined && Object.hasOwn(BY_CHANNEL, word);
}

function criteria({
  record,
  determination,
  determinationGap,
  isWithheld,
}: OpenedAppealFile): LetterBlock[] {
  const { guideline } = record;
  const title = guidelineOf(record)?.title ?? guideline?.id;
  return [
    entries([
      ['Guideline', guideline && `${title}, effective ${dayWords(guideline.version)}`],
      ['SHA-256 of the guideline', guideline?.digest],
      ['Evaluated as of', dayWords(record.asOf)],
      ['Outcome', outcomeWords(determination.outcome)],
      ['SHA-256 of the evaluation', record.evaluationDigest],
    ]),
    ...(isWithheld ? [paragraph(WITHHELD)] : []),
    ...(determinationGap === null ? [] : [paragraph(determinationGap)]),
    ...list(
      'Criteria, each with its result and the information that it is about:',
      determination.clauses ? clausesIn(determination.clauses) : [],
    ),
    ...list(
      'Reasons to review it first:',
      [...determination.holds, ...record.holds].map(({ message }) => message),
    ),
    ...list(
      'Missing information:',
      determination.missing.map(({ fact, question }) => `${factLabel(fact)}: ${question}`),
    ),
  ];
}

function clausesIn(clause: ClauseNode | WithheldClause): string[] {
  const { id, title, verdict, children } = clause;
  const about = 'facts' in clause ? clause.facts.map(factLabel).join('; ') : '';
  const reads = about === '' ? '' : ` (${about})`;
  const combine = 'combine' in clause ? `, ${COMBINED[clause.combine]}` : '';
  return [
    `${id} ${title}${combine}: ${verdictWords(verdict)}${reads}`,
    ...children.flatMap(clausesIn),
  ];
}

const COMBINED = { all: 'all of the following', any: 'any of the following' } as const;

function verdictWords(verdict: string): string {
  return verdict === 'unknown' ? 'information missing' : plain(verdict);
}

function outcomeWords(outcome: OpenedAppealFile['determination']['outcome']): string {
  return outcome === 'withheld' ? 'withheld' : OUTCOMES[outcome];
}

/** A criterion by its id and its title. */
function criterionWords({ determination }: OpenedAppealFile, id: string): string {
  const title = determination.clauses && titleIn(determination.clauses, id);
  return title === null ? id : `${id} ${title}`;
}

function titleIn(clause: ClauseNode | WithheldClause, id: string): string | null {
  if (clause.id === id) return clause.title;
  for (const child of clause.children) {
    const title = titleIn(child, id);
    if (title !== null) return title;
  }
  return null;
}

function decision(file: OpenedAppealFile, at: Words): LetterBlock[] {
  const { record } = file;
  const made = record.decision;
  if (!made) return [paragraph('The case has no decision of a person.')];
  const { license, modification } = made;
  return [
    entries([
      ['Decision', made.decision === 'deny' ? 'Denied' : 'Approved'],
      ['Decided by', person(made.by)],
      ['License', license && licenseWords(license)],
      ['Decided', at(made.at)],
      ['Criteria not met', made.clauses.map((id) => criterionWords(file, id)).join('; ') || null],
      ['SHA-256 of what the decider saw', made.letterDigest],
    ]),
    paragraph(made.rationale),
    ...memberReasonPart(made),
    ...list('Changed terms:', modificationWords(record)),
    ...(modification ? [paragraph(`Reason for the changes: ${modification.reason}`)] : []),
  ];
}

/** The reason as the letter to the member states it, if it has one of its own. */
function memberReasonPart({ memberReason }: { readonly memberReason?: string }): LetterBlock[] {
  return memberReason === undefined
    ? []
    : [paragraph(`Reason in the letter to the member: ${memberReason}`)];
}

const WITHHELD =
  'The results of the criteria check, and the findings of others, are left out of this copy: its reader may decide the appeal and has not recorded findings of their own.';

/** What people found by themselves, on the case and on the appeal, beside the results; none if no one did. */
function findingsPart(file: OpenedAppealFile, at: Words): FilePart[] {
  const { record, appeal } = file;
  const onAppeal = appeal.findings ?? [];
  const newest = [...record.findings, ...onAppeal].at(-1);
  if (!newest) return [];
  return [
    {
      title: 'Own findings',
      date: at(newest.at),
      blocks: [
        ...record.findings.flatMap((each) => foundBy(file, 'On the case', each, at)),
        ...comparedWith(file, 'of the denial', record.decision?.enginePart),
        ...onAppeal.flatMap((each) => foundBy(file, 'On the appeal', each, at)),
        ...comparedWith(file, 'on the appeal', appeal.decision?.enginePart),
      ],
    },
  ];
}

function foundBy(
  file: OpenedAppealFile,
  where: string,
  { by, at: when, items }: RecordedFindings,
  at: Words,
) {
  return list(
    `${where}, by ${person(by)}, ${at(when)}:`,
    items.map(
      ({ criterion, finding, note }) =>
        `${criterionWords(file, criterion)}: ${plain(finding)}${note === null ? '' : `. ${note}`}`,
    ),
  );
}

function comparedWith(
  file: OpenedAppealFile,
  decided: string,
  part: EnginePart | null | undefined,
): LetterBlock[] {
  if (!part) return [];
  return list(
    `The findings behind the decision ${decided}, each beside the result of the criteria check:`,
    part.compared.map(
      ({ criterion, finding, changedTo, engine }) =>
        `${criterionWords(file, criterion)}: ${plain(finding)}${changedTo === null ? '' : `, changed to ${plain(changedTo)}`}; result: ${verdictWords(engine)}`,
    ),
  );
}

function timeline({ events }: OpenedAppealFile, zone: TimeZone, at: Words): LetterBlock[] {
  return list(
    'What happened, oldest first:',
    events.map((event) => `${at(event.at)}, ${person(event.actor)}: ${summaryOf(event, zone)}`),
  );
}

function ofAppeal({ appeal }: OpenedAppealFile, at: Words): LetterBlock[] {
  const { decision: made, forwarding, external, withdrawal } = appeal;
  return [
    entries([
      ['Appeal', appeal.number],
      ['Level', appeal.level],
      ['Of', GROUNDS[appeal.ground]],
      ['Status', plain(appeal.status)],
      ['Appealed by', appeal.appellant],
      ['Urgency', appeal.urgency],
      ['Received', at(appeal.receivedAt)],
      ['Opened', `${at(appeal.openedAt)}, by ${person(appeal.openedBy)}`],
      ['To look at first', appeal.reviewReasons.map(plain).join(', ') || null],
      ['Escalated', appeal.escalatedAt && at(appeal.escalatedAt)],
      ['Authorization', appeal.authorization],
    ]),
    paragraph(appeal.reason),
    ...list(
      'Clocks:',
      appeal.clocks.map(
        ({ kind, startedAt, dueAt, rule }) =>
          `${plain(kind)}: from ${at(startedAt)}, due ${at(dueAt)} (${rule.source})`,
      ),
    ),
    ...(made
      ? [
          paragraph(
            `Decision of ${at(made.at)}, by ${person(made.by)}${made.license ? ` (license ${licenseWords(made.license)})` : ''}: ${DECISIONS[made.decision]}. ${made.rationale}`,
          ),
          ...memberReasonPart(made),
        ]
      : []),
    ...(forwarding
      ? [
          paragraph(
            `Sent to ${REVIEWS[forwarding.to]} ${at(forwarding.at)}, by ${person(forwarding.by)}.`,
          ),
        ]
      : []),
    ...(external
      ? [
          paragraph(
            `Outcome of the outside review, recorded ${at(external.at)}: ${plain(external.outcome)}. ${external.note}`,
          ),
        ]
      : []),
    ...(appeal.goodCause?.accepted
      ? [
          paragraph(
            `Accepted for review (${plain(appeal.goodCause.about)}), ${at(appeal.goodCause.at)}, by ${person(appeal.goodCause.by)}: ${appeal.goodCause.reason}`,
          ),
        ]
      : []),
    ...dismissalReviewWords(appeal, at),
    ...(withdrawal
      ? [
          paragraph(
            `${CLOSINGS[closedAs(appeal) ?? 'withdrawn']} ${at(withdrawal.at)}: ${withdrawal.reason}`,
          ),
        ]
      : []),
  ];
}

function dismissalReviewWords(
  { dismissalReview }: OpenedAppealFile['appeal'],
  at: Words,
): LetterBlock[] {
  if (!dismissalReview) return [];
  const { to, asked, dismissed, outcome, askBy } = dismissalReview;
  return [
    paragraph(
      `Dismissed ${at(dismissed.at)}, by ${person(dismissed.by)}: ${dismissed.reason} It is reviewed by ${REVIEWS[to]} if that is asked for by ${at(askBy)}.`,
    ),
    ...(asked
      ? [
          paragraph(
            `Review of the dismissal asked for ${at(asked.receivedAt)}, sent ${at(asked.at)}, by ${person(asked.by)}.`,
          ),
        ]
      : []),
    ...(outcome
      ? [
          paragraph(
            `Outcome of the review of the dismissal, recorded ${at(outcome.at)}: ${outcome.outcome}. ${outcome.note}`,
          ),
        ]
      : []),
  ];
}

function documents(file: OpenedAppealFile, at: Words): LetterBlock[] {
  return [
    paragraph(ON_DOCUMENTS),
    ...list(
      'Documents:',
      file.documents.map(
        (document, place) =>
          `${document.name}, ${document.mediaType}, ${document.size} bytes, received ${at(document.uploadedAt)}, SHA-256 ${document.sha256}, ${isAttached(file, document) ? `attached as ${attachedName(document, place)}` : notAttached(document)}`,
      ),
    ),
  ];
}

function notAttached(document: ReceivedDocument): string {
  const closed = whyClosed(document);
  return closed ? `not attached: ${closed.detail}` : 'not attached';
}

/** The received documents that are texts, each as it was read. */
function textParts({ documents: all, texts }: OpenedAppealFile, at: Words): FilePart[] {
  return all.flatMap(({ id, name, uploadedAt }) => {
    const text = texts.get(id);
    if (text === undefined) return [];
    const paragraphs = text.split(/\r?\n\s*\n/).filter((each) => each.trim() !== '');
    return [
      { title: `Document: ${name}`, date: at(uploadedAt), blocks: paragraphs.map(paragraph) },
    ];
  });
}

function licenseWords({ name, number, state, specialty }: License): string {
  return [number, state, specialty, ...(name === undefined ? [] : [name])].join(', ');
}

function person({ subject, role }: Actor): string {
  return `${subject} (${plain(role)})`;
}

/** A word of the API as people read it. */
function plain(word: string): string {
  return word.replaceAll('-', ' ');
}

function entries(all: readonly Entry[]): LetterBlock {
  return {
    type: 'reference',
    entries: all.flatMap(([label, value]) =>
      value === null || value === undefined ? [] : [{ label, value: String(value) }],
    ),
  };
}

function paragraph(text: string): LetterBlock {
  return { type: 'paragraph', text };
}

/** None, if it would be empty. */
function list(introduction: string, items: readonly string[]): LetterBlock[] {
  return items.length === 0 ? [] : [{ type: 'list', introduction, items }];
}
