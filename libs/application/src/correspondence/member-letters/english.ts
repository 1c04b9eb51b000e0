import type { Verdict } from '@assent/criteria';
import {
  addDays,
  appealRuleOf,
  coversNoDay,
  dateIn,
  isOpen,
  keptDenial,
  lastCoveredDay,
  type Appeal,
  type AppealStatus,
  type Decision,
  type Modification,
} from '@assent/domain';
import { dosingSentence } from '@assent/guidelines';
import { dayWords, instantWords } from '../../member-coverage/words';
import type { AuthorizationRecord } from '../../ports/authorization-record';
import type { CaseRecord } from '../../ports/case-record';
import type { Letterhead, Settings } from '../../ports/ports';
import { modificationWords, termWords } from '../modification-words';
import { approvableWith } from '../approvable-with';
import {
  appealTerms,
  appealWindow,
  changedSince,
  expeditedHours,
  extensionOf,
  groundsOf,
  isOfDecision,
  outcomeOf,
  renewBy,
  signerOf,
} from '../letter-facts';
import {
  askToContinue,
  continuedCoverage,
  endOfContinuedCoverage,
} from '../continued-coverage-facts';
import { isPlainEnglish } from '../member-reason';
import { dosingStatements, list, said, type Bound, type Part } from '../statements';
import type { MemberLetterSource, MemberWording } from './member-wording';

/** Letters to members in English: short words and short sentences, at most of grade 8. */
export const ENGLISH: MemberWording = {
  language: 'en',
  letterhead: ({ address, phone, fax, portal }) => [
    address,
    [`Phone ${phone}`, ...(fax === null ? [] : [`Fax ${fax}`])].join(', '),
    ...(portal === null ? [] : [portal]),
  ],
  day: dayWords,
  terms: termWords,
  instant: instantWords,
  memberId: (id) => `Member ID ${id}`,
  signed: (name) => `Signed: ${name}`,
  labels: {
    case: 'Case',
    memberId: 'Member ID',
    drug: 'Drug',
    prescriber: 'Prescribed by',
    authorization: 'Approval',
    appeal: 'Appeal',
  },
  write: {
    approval: (source) => ({ subject: 'your request is approved', body: approval(source) }),
    denial: (source) => ({ subject: 'your request is denied', body: denial(source) }),
    withdrawal: (source) => ({ subject: 'your request was withdrawn', body: withdrawal(source) }),
    'information-request': (source) => ({
      subject: 'we asked for more information',
      body: informationAsked(source),
    }),
    extension: (source) => ({ subject: 'we need more time', body: extension(source) }),
    'renewal-reminder': (source) => ({
      subject: 'your coverage will end soon',
      body: renewalReminder(source),
    }),
    'cover-lapse': (source) => ({
      subject: 'your coverage has ended',
      body: coverageEnded(source),
    }),
    'authorization-ended': (source) => ({
      subject: 'your approval has ended',
      body: approvalEnded(source),
    }),
    'appeal-received': (source) => ({ subject: 'we got the appeal', body: appealReceived(source) }),
    'appeal-dismissed': (source) => ({
      subject: 'we did not review the appeal',
      body: appealDismissed(source),
    }),
    'appeal-reopened': (source) => ({
      subject: 'we will now review the appeal',
      body: appealReopened(source),
    }),
    'appeal-decided': (source) => ({
      subject: 'we decided the appeal',
      body: appealDecided(source),
    }),
  },
  abbreviations: (meanings) =>
    list(
      'What the short names mean:',
      meanings.map(([name, meaning]) => `${name}: ${meaning}`),
    ),
};

function approval(source: MemberLetterSource): readonly Part[] {
  const { due, settings } = source;
  const { case: record, authorizationRecord: authorization } = due;
  const { decision, drugText } = record;
  const changes = modificationWords(record);
  const isChanged = changes.length > 0;
  return [
    isChanged
      ? list(
          said(
            `We approved ${drugText} for you, but not everything that was asked for. We made these changes:`,
            'request.drug',
          ),
          changes.map((change) => said(change, 'decision.changes')),
        )
      : said(`We approved ${drugText} for you.`, 'request.drug'),
    decision?.modification ? whyChanged(decision.modification, decision) : '',
    ...(authorization ? validity(authorization, source) : []),
    authorization ? 'You can show this letter at your pharmacy. Keep it with your papers.' : '',
    ...(isChanged ? [...rightToAppeal(source), copies(settings.letterhead)] : []),
    help(settings.letterhead),
  ];
}

function denial(source: MemberLetterSource): readonly Part[] {
  const { due, settings } = source;
  const { drugText } = due.case;
  return [
    said(
      `We did not approve ${drugText}. This means that your plan will not pay for it.`,
      'request.drug',
    ),
    ...why(source),
    ...grounds(source),
    sinceApproval(source),
    approvable(source),
    ...rightToAppeal(source),
    toContinue(source),
    copies(settings.letterhead),
    physician(source),
    'Your prescriber can discuss this decision with one of our doctors.',
    help(settings.letterhead),
  ];
}

/** The reason for the member. A rationale that is not plain is quoted, after plain words of our own. */
function why(source: MemberLetterSource): readonly Part[] {
  const { decision } = source.due.case;
  if (!decision) return [];
  const { memberReason, rationale } = decision;
  if (memberReason !== undefined) return [said(`Why: ${memberReason}`, 'decision.memberReason')];
  if (isPlainEnglish(rationale, source)) return [said(`Why: ${rationale}`, 'decision.rationale')];
  return [
    said(
      `We decided this by the rules below. The person who looked at your request put it this way: “${rationale}”`,
      'decision.rationale',
    ),
  ];
}

function whyChanged({ reason }: Modification, { memberReason }: Decision): Part {
  return memberReason === undefined
    ? said(`Why we made a change: ${reason}`, 'decision.reasonForChanges')
    : said(`Why we made a change: ${memberReason}`, 'decision.memberReason');
}

/** What follows a criterion's words; a criterion that is met had doubtful information. */
const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  met: '',
  'not-met': ' (this is not met)',
  unknown: ' (we did not get this information)',
};

function grounds({ due, settings }: MemberLetterSource): readonly Part[] {
  const found = groundsOf(due.case, settings);
  if (!found) return [];
  const { criteria, effective, title } = found;
  const these = criteria.length === 1 ? 'this rule' : 'these rules';
  return [
    list(
      said(
        `Our decision is based on ${these} of our coverage guide for ${title}, in effect since ${dayWords(effective)}:`,
        'guideline.title',
        'guideline.effective',
      ),
      criteria.map(({ id, own, title: words, verdict }) => {
        const rule = own === null ? words : `“${own.en}”`;
        return said(`${rule}${VERDICT_WORDS[verdict]}`, { criterion: id, verdict });
      }),
    ),
  ];
}

/** Only that something changed: what did is in clinical words, which the provider office gets. */
function sinceApproval({ due, settings }: MemberLetterSource): Part {
  const on = changedSince(due.case, settings);
  if (on === null) return '';
  return said(
    `Some facts about your treatment have changed since we approved this drug on ${dayWords(on)}. Your prescriber can tell you what is new.`,
    'decision.sinceApproval',
  );
}

/** What would change the decision is in clinical words, which the provider office gets. */
function approvable({ due }: MemberLetterSource): Part {
  const approvable = approvableWith(due.case);
  if (!approvable) return '';
  const states = approvable.ways.flatMap((way) => way.states);
  return approvable.by === 'send'
    ? said(
        'We could approve it if your prescriber sends us facts that we do not have yet. Our letter to your prescriber lists them.',
        ...states,
      )
    : said(
        'We could approve a request that meets the rules. Our letter to your prescriber lists the rules that are not met.',
        ...states,
      );
}

function rightToAppeal({ due, settings }: MemberLetterSource): readonly Part[] {
  const { number } = due.case;
  const { phone } = settings.letterhead;
  const hours = expeditedHours(settings, due.case);
  return [
    'If you think that we are wrong, you have the right to appeal. This means that you ask us to look at your case again. Your prescriber, or another person you choose, can do this for you.',
    appealBy(due.case, settings),
    said(
      `To appeal, ${ways(settings.letterhead)}. Give us your case number, ${number}, and tell us why we should change our decision. You can also send us notes from your doctor.`,
      ...WAYS,
      'case.number',
    ),
    said(
      [
        'If waiting could harm your health, ask for a fast appeal, also called an expedited appeal.',
        `To do so, call ${phone}.`,
        ...(hours === null ? [] : [`We decide a fast appeal within ${hours} hours.`]),
      ].join(' '),
      'plan.phone',
      'plan.expeditedHours',
    ),
    afterAppeal(due.case, settings),
  ];
}

/** Who reviews a decision that an appeal did not change. */
function afterAppeal(record: CaseRecord, { appeals }: Settings): Part {
  const rule = appealRuleOf(appeals, record);
  if (!rule) return '';
  const { forwarding, to } = rule.review;
  const kept = 'If we do not change our decision after the appeal,';
  if (forwarding) {
    return `${kept} we send your case to a group that does not work for our plan. They will look at it, too.`;
  }
  return to === 'state-fair-hearing'
    ? `${kept} you can ask the state for a fair hearing. In this hearing, people who do not work for our plan look at it.`
    : `${kept} you can ask for an outside review. In this review, people who do not work for our plan look at it.`;
}

/** How and until when to ask that coverage goes on while the denial of its renewal is appealed. */
function toContinue({ due, settings }: MemberLetterSource): Part {
  const asked = askToContinue(due.case, settings);
  if (asked === null) return '';
  const by =
    asked.days === null
      ? 'Ask us by the last day of your coverage.'
      : `Ask us within ${asked.days} days of the date of this letter. If your coverage ends later than that, ask us by its last day.`;
  return said(
    `This was a request to renew your coverage. If your coverage had not ended when we got it, you can ask us to keep covering the drug while an appeal is open. ${by} To do so, ${ways(settings.letterhead)}.`,
    'plan.askCoverageDays',
    ...WAYS,
  );
}

/** Who made the decision, where the law of a state asks for that. */
function physician({ due, settings }: MemberLetterSource): Part {
  const signer = signerOf(due.case, settings);
  return signer === null
    ? ''
    : said(`The doctor who made this decision is ${signer.name}.`, 'decision.physician');
}

function appealBy(record: CaseRecord, settings: Settings): Part {
  const { phone } = settings.letterhead;
  const window = appealWindow(settings, record);
  if (!window) {
    return said(`There may be a last day to appeal. To find out, call ${phone}.`, 'plan.phone');
  }
  const from =
    window.from === 'receipt' ? 'the day you get this letter' : 'the date of this letter';
  return said(`You must appeal within ${window.days} days of ${from}.`, 'plan.appealDays');
}

function withdrawal({ due, settings }: MemberLetterSource): readonly Part[] {
  const { drugText } = due.case;
  return [
    said(
      `The request for ${drugText} was withdrawn. We made no decision, and we closed the case.`,
      'request.drug',
    ),
    'If you still need this drug, ask your prescriber to send us a new request.',
    help(settings.letterhead),
  ];
}

/** What was asked is in clinical words, which the provider office gets. */
function informationAsked({ due, settings }: MemberLetterSource): readonly Part[] {
  const { drugText, informationDueAt, number, prescriber } = due.case;
  const { letterhead: plan, timeZone } = settings;
  return [
    said(
      `We need more facts to decide if we can approve ${drugText} for you. Nothing is decided yet.`,
      'request.drug',
    ),
    said(
      `We asked the office of ${prescriber.name} for these facts. They are about your health and your care. The office has the list.`,
      'request.prescriber',
    ),
    informationDueAt
      ? said(
          `The office must answer by ${instantWords(informationDueAt, timeZone)}. If it does not, one of our reviewers will look at your case with what we have.`,
          'case.informationDueAt',
        )
      : '',
    'What you can do: call the office and ask them to send us the answer on time.',
    said(
      `You can also send us notes from your doctor. To do so, ${ways(plan)}. Write case number ${number} on each page.`,
      ...WAYS,
      'case.number',
    ),
    said(`To find out what we asked for, call ${plan.phone}.`, 'plan.phone'),
    'We will write to you when we have made a decision.',
    help(plan),
  ];
}

function extension({ due, settings }: MemberLetterSource): readonly Part[] {
  const { drugText, dueAt, prescriber } = due.case;
  const { reason, answerDays } = extensionOf(due.case);
  const by = dueAt ? ` by ${instantWords(dueAt, settings.timeZone)}` : '';
  return [
    said(`We need more time to decide if we can approve ${drugText} for you.`, 'request.drug'),
    reason === '' ? '' : said(`Why: ${reason}`, 'extension.reason'),
    answerDays === null
      ? said(`We will decide${by}.`, 'case.dueAt')
      : said(
          `We asked the office of ${prescriber.name} for more information about your health. They have ${answerDays} days to send it. We will decide once we have it.`,
          'request.prescriber',
          'information.answerDays',
        ),
    answerDays === null
      ? ''
      : said(
          `To find out what we asked for, call ${settings.letterhead.phone}. You can also send it to us.`,
          'plan.phone',
        ),
    help(settings.letterhead),
  ];
}

function renewalReminder({ due, settings, now }: MemberLetterSource): readonly Part[] {
  const { authorizationRecord: authorization } = due;
  if (!authorization) return [help(settings.letterhead)];
  const day = renewBy(authorization, due.case, settings, now);
  const by = day === null ? 'as soon as possible' : `by ${dayWords(day)}`;
  const ends = dayWords(lastCoveredDay(authorization));
  return [
    said(
      `Your plan covers ${due.case.drugText} through ${ends}. This is approval ${authorization.number}.`,
      'request.drug',
      'authorization.lastDay',
      'authorization.number',
    ),
    said(
      authorization.continuationCaseId === null
        ? `To keep your coverage with no gap, ask your prescriber to send us a request to renew it. We need it ${by}.`
        : `We have a request to renew it. Your prescriber needs to tell us how well the drug works for you. Please ask them to do this ${by}.`,
      'authorization.renewBy',
    ),
    help(settings.letterhead),
  ];
}

function coverageEnded({ due, settings }: MemberLetterSource): readonly Part[] {
  const { drugText, status, withoutCoverSince } = due.case;
  const ended = withoutCoverSince === null ? '' : ` on ${dayWords(addDays(withoutCoverSince, -1))}`;
  return [
    said(
      `Your coverage for ${drugText} ended${ended}. Your plan does not cover it until we approve a request to renew it.`,
      'request.drug',
      'case.coverageEndedOn',
    ),
    isOpen(status)
      ? 'We have a request to renew it. We will write to you when we have made a decision.'
      : '',
    status === 'pending-information'
      ? 'We are still waiting for information from your prescriber. Please ask them to send it to us.'
      : '',
    help(settings.letterhead),
  ];
}

/** Until when an approval that was ended covers, why, and what the member can do. */
function approvalEnded({ due, settings, now }: MemberLetterSource): readonly Part[] {
  const { authorizationRecord: authorization, case: record } = due;
  if (!authorization) return [help(settings.letterhead)];
  const lastDay = lastCoveredDay(authorization);
  const about = `Your approval ${authorization.number} for ${record.drugText}`;
  const verb = lastDay < dateIn(now, settings.timeZone) ? 'ended' : 'ends';
  const states = ['authorization.number', 'request.drug', 'authorization.lastDay'] as const;
  return [
    coversNoDay(authorization)
      ? said(`${about} is no longer valid. Your plan will not pay for the drug.`, ...states)
      : said(
          `${about} ${verb} on ${dayWords(lastDay)}. Your plan will not pay for the drug after that day.`,
          ...states,
        ),
    ...whyEnded(authorization),
    'If you think that this is not right, call us.',
    help(settings.letterhead),
  ];
}

function whyEnded({ endReason }: AuthorizationRecord): readonly Part[] {
  const again = 'If you need this drug, ask your prescriber to send us a new request.';
  switch (endReason) {
    case 'therapy-stopped':
      return [
        said('Why: we were told that you have stopped this treatment.', 'authorization.endReason'),
        again,
      ];
    case 'coverage-ended':
      return [
        said('Why: your coverage with our plan has ended.', 'authorization.endReason'),
        'If you have a new plan, ask it if it will pay for this drug.',
      ];
    case 'entered-in-error':
      return [
        said('Why: we made this approval by mistake. We are sorry.', 'authorization.endReason'),
        again,
      ];
    case 'member-died':
    case 'superseded':
    case 'appeal-closed':
    case null:
      return [];
  }
}

function appealReceived({ due, settings }: MemberLetterSource): readonly Part[] {
  const { appeal, case: record } = due;
  const { letterhead: plan, timeZone } = settings;
  if (!appeal) {
    return [said(`We got an appeal about ${record.drugText}.`, 'request.drug'), help(plan)];
  }
  const { appellant, dueAt, ground, receivedAt, urgency } = appeal;
  const day = dayWords(dateIn(receivedAt, timeZone));
  const whose = {
    member: 'your appeal',
    prescriber: "your prescriber's appeal",
    representative: 'an appeal from a person who acts for you',
  }[appellant];
  return [
    said(
      `On ${day}, we got ${whose} about ${record.drugText}.`,
      'appeal.receivedAt',
      'request.drug',
    ),
    ground === 'no-decision' ? 'We did not decide your request in time. We are sorry.' : '',
    urgency === 'expedited' ? 'This is a fast appeal.' : '',
    said(
      `We will look at your case again and decide by ${instantWords(dueAt, timeZone)}.`,
      'appeal.dueAt',
    ),
    coverageMeanwhile(due, settings),
    ...stillLacking(appeal, plan),
    help(plan),
  ];
}

/** What an appeal still needs, and how to send it and anything else. */
function stillLacking({ number, reviewReasons }: Appeal, plan: Letterhead): readonly Part[] {
  return [
    reviewReasons.includes('late')
      ? 'We got the appeal after the last day to appeal. Please tell us why it was late. We will look at the reason.'
      : '',
    reviewReasons.includes('no-proof-of-authority')
      ? 'Please send us the document that allows this person to act for you.'
      : '',
    said(
      `If you have more information that can help, send it to us before we decide. To do so, ${ways(plan)}. Write appeal number ${number} on each page.`,
      ...WAYS,
      'appeal.number',
    ),
  ];
}

/** That an appeal is reviewed after all, why, and by when it is decided. */
function appealReopened({ due, settings }: MemberLetterSource): readonly Part[] {
  const { appeal, case: record } = due;
  const { letterhead: plan, timeZone } = settings;
  const first = 'We told you before that we would not review it. That has changed.';
  return [
    said(`We will now review the appeal about ${record.drugText}. ${first}`, 'request.drug'),
    ...(appeal?.goodCause
      ? [
          said(`Why: ${appeal.goodCause.reason}`, 'appeal.vacated'),
          said(
            `We will look at your case again and decide by ${instantWords(appeal.dueAt, timeZone)}.`,
            'appeal.dueAt',
          ),
          ...stillLacking(appeal, plan),
        ]
      : []),
    help(plan),
  ];
}

/** Whether coverage continues while an appeal is open; empty where there is nothing to say. */
function coverageMeanwhile(
  due: MemberLetterSource['due'],
  settings: MemberLetterSource['settings'],
): Part {
  const coverage = continuedCoverage(due, settings);
  switch (coverage?.is) {
    case 'continued':
      return said(
        `Your plan still covers it from ${dayWords(coverage.from)} ${coverage.isAfterApproval ? 'if the appeal is open then' : 'while the appeal is open'}, at the same dose. This ends when the appeal is over.`,
        'appeal.coverageFrom',
      );
    case 'on-request': {
      const by = coverage.by === null ? '' : ` Ask us by ${dayWords(coverage.by)}.`;
      return said(
        `You can ask us to keep covering it while the appeal is open.${by} To do so, ${ways(settings.letterhead)}.`,
        'appeal.askCoverageBy',
        ...WAYS,
      );
    }
    case 'late':
      return said(
        `We do not keep covering it while the appeal is open. The last day to ask for that was ${dayWords(coverage.by)}.`,
        'appeal.askCoverageBy',
      );
    case 'refused':
      return 'We do not keep covering it while the appeal is open.';
    case undefined:
      return '';
  }
}

/** When coverage that continued during an appeal ends. */
function coverageEnds(
  due: MemberLetterSource['due'],
  settings: MemberLetterSource['settings'],
): readonly Part[] {
  const end = endOfContinuedCoverage(due, settings);
  if (!end) return [];
  const further = end.canGoOn
    ? ' You can keep it until the fair hearing is over. To do so, ask us by then for the hearing and to keep covering it.'
    : '';
  return [
    said(
      `Your plan covers ${end.isDose ? 'the earlier dose' : 'it'} through ${dayWords(end.lastDay)}.${further}`,
      'appeal.coverageEnds',
    ),
  ];
}

function appealDismissed({ due, settings }: MemberLetterSource): readonly Part[] {
  const { appeal, case: record } = due;
  const { letterhead: plan } = settings;
  if (!appeal?.goodCause) {
    return [
      said(`We did not review an appeal about ${record.drugText}.`, 'request.drug'),
      help(plan),
    ];
  }
  const { goodCause, number } = appeal;
  const isLate = goodCause.about === 'late';
  return [
    said(`We did not review the appeal about ${record.drugText}.`, 'request.drug'),
    isLate
      ? 'We got it after the last day to appeal.'
      : 'We do not have the document that lets this person act for you.',
    said(`Why: ${goodCause.reason}`, 'appeal.dismissal'),
    ...coverageEnds(due, settings),
    isLate
      ? 'If you think that we are wrong, you can appeal again. Tell us why it was late, and send us what shows this. One of our doctors will look at it.'
      : 'You can send us the document and appeal again. You can also appeal on your own. One of our doctors will look at it.',
    said(
      `To do so, ${ways(plan)}. Give us your appeal number, ${number}.`,
      ...WAYS,
      'appeal.number',
    ),
    ...dismissalReviewed(appeal, plan),
    help(plan),
  ];
}

/** How to have a dismissal reviewed, where outside review does that. */
function dismissalReviewed({ dismissalReview }: Appeal, plan: Letterhead): readonly Part[] {
  if (!dismissalReview) return [];
  return [
    said(
      `You can also ask for an outside review of our choice to dismiss your appeal. It is done by people who do not work for our plan. You have ${dismissalReview.days} days from the date of this letter to ask.`,
      'appeal.dismissalReviewDays',
    ),
    said(
      `To ask for this review, ${inWriting(plan)}. We will send them your letter and your case file.`,
      ...WAYS_TO_WRITE,
    ),
  ];
}

const OUTCOME_WORDS: Readonly<Partial<Record<AppealStatus, string>>> = {
  upheld: 'We did not change our decision about',
  overturned: 'We changed our decision. We now approve',
  'partly-overturned': 'We changed our decision in part. We now approve a part of the request for',
};

/** Where we had not decided before. */
const FIRST_WORDS: Readonly<Partial<Record<AppealStatus, string>>> = {
  overturned: 'We now approve',
  'partly-overturned': 'We now approve a part of the request for',
};

const FIRST_OUTSIDE_WORDS: typeof FIRST_WORDS = {
  upheld: 'They do not approve',
  ...FIRST_WORDS,
};

const OUTSIDE_WORDS: Readonly<Partial<Record<AppealStatus, string>>> = {
  upheld: 'They agree with our decision about',
  overturned: 'They do not agree with our decision. We now approve',
  'partly-overturned': 'They agree with us in part. We now approve a part of the request for',
};

function appealDecided(source: MemberLetterSource): readonly Part[] {
  const { due, settings } = source;
  const { appeal, authorizationRecord: authorization, case: record } = due;
  const { letterhead: plan } = settings;
  if (!appeal) {
    return [said(`The appeal about ${record.drugText} is decided.`, 'request.drug'), help(plan)];
  }
  const { decision, external } = appeal;
  const decided = outcomeOf(appeal);
  const memberReason = external === null ? decision?.memberReason : undefined;
  const reason = external?.note ?? decision?.rationale ?? '';
  const isFirst = !isOfDecision(appeal, record);
  const outcome =
    external === null
      ? (isFirst ? FIRST_WORDS : OUTCOME_WORDS)[decided]
      : (isFirst ? FIRST_OUTSIDE_WORDS : OUTSIDE_WORDS)[decided];
  const words = outcome === undefined ? '' : ` ${outcome} ${record.drugText}.`;
  return [
    said(
      external === null
        ? `One of our doctors looked at your case again. This doctor did not work on it before.${words}`
        : `People who do not work for our plan looked at your case.${words}`,
      'appeal.outcome',
      'request.drug',
    ),
    changesOnAppeal(appeal, record),
    memberReason === undefined ? '' : said(`Why: ${memberReason}`, 'appeal.memberReason'),
    memberReason !== undefined || reason === '' ? '' : said(`Why: ${reason}`, 'appeal.reason'),
    ...(authorization ? validity(authorization, source) : []),
    ...coverageEnds(due, settings),
    ...(external === null && keptDenial(decided) ? nextReview(due.case, settings) : []),
    copies(plan),
    help(plan),
  ];
}

/** What an appeal that was overturned in part does not approve as asked. */
function changesOnAppeal(appeal: Appeal, { guideline }: CaseRecord): Part {
  const changes = termWords(appealTerms(appeal), guideline);
  if (changes.length === 0) return '';
  return list(
    'Not everything that was asked for is approved. These are the changes:',
    changes.map((change) => said(change, 'appeal.changes')),
  );
}

function nextReview(
  record: CaseRecord,
  { appeals, letterhead: plan }: MemberLetterSource['settings'],
): readonly Part[] {
  const rule = appealRuleOf(appeals, record);
  if (!rule) return [];
  const { askWithin, forwarding } = rule.review;
  if (forwarding) {
    return [
      'We send your case file to a group that does not work for our plan. They will look at our decision and write to you. You do not need to do anything.',
    ];
  }
  if (rule.review.to === 'state-fair-hearing') {
    const until = askWithin === undefined ? '' : ` within ${askWithin} of the date of this letter`;
    return [
      said(
        `You can ask the state for a fair hearing${until}. In this hearing, people who do not work for our plan look at our decision. To ask for it, ${ways(plan)}.`,
        'plan.reviewWithin',
        ...WAYS,
      ),
    ];
  }
  const within =
    askWithin === undefined ? '' : ` within ${askWithin} of the day you get this letter`;
  return [
    said(
      `You can ask for an outside review${within}. In this review, people who do not work for our plan look at our decision. To ask for it, ${ways(plan)}.`,
      'plan.reviewWithin',
      ...WAYS,
    ),
  ];
}

function validity(
  authorization: AuthorizationRecord,
  { due }: MemberLetterSource,
): readonly Part[] {
  const { number, period, drug, dosing } = authorization;
  const dose = dosingSentence(drug, dosing);
  const first = dayWords(period.start);
  const last = dayWords(lastCoveredDay(authorization));
  return [
    said(
      `Your plan covers it from ${first} through ${last}. Your approval number is ${number}.`,
      'authorization.firstDay',
      'authorization.lastDay',
      'authorization.number',
    ),
    dose === null ? '' : said(`We approved this amount: ${dose}.`, ...dosingStatements(due)),
  ];
}

/** What a sentence with the ways to reach the plan states. */
const WAYS: readonly Bound[] = ['plan.phone', 'plan.fax', 'plan.address'];

/** `call 217-555-0100, fax 217-555-0101, or write to us at …` */
function ways({ address, fax, phone }: Letterhead): string {
  return new Intl.ListFormat('en-US', { type: 'disjunction' }).format([
    `call ${phone}`,
    ...(fax === null ? [] : [`fax ${fax}`]),
    `write to us at ${address}`,
  ]);
}

const WAYS_TO_WRITE: readonly Bound[] = ['plan.fax', 'plan.address'];

/** `fax 217-555-0101 or write to us at …` */
function inWriting({ address, fax }: Letterhead): string {
  return `${fax === null ? '' : `fax ${fax} or `}write to us at ${address}`;
}

function copies({ phone }: Letterhead): Part {
  return said(
    `You can get free copies of our coverage guide and of all papers in your case file. To get them, call ${phone}.`,
    'plan.phone',
  );
}

function help({ phone }: Letterhead): Part {
  return said(`Do you have questions or need help? Call us at ${phone}.`, 'plan.phone');
}
