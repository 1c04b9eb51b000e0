import { dateIn } from '@assent/domain';
import type { Member } from '../../ports/case-record';
import type { LetterBlock, LetterContent, LetterLanguage } from '../../ports/letter-content';
import { isForMembers, type DueNotice } from '../../ports/notice-record';
import type { Settings } from '../../ports/ports';
import { abbreviationsIn } from '../abbreviations';
import { signerOf } from '../letter-facts';
import { letterText } from '../letter-text';
import { WORDING_VERSION } from '../letters';
import { closingOf, hoursLine, ownParagraph, planVersion } from '../plan-letters';
import { blocksOf, type Part } from '../statements';
import { MEANINGS } from './abbreviation-meanings';
import { ENGLISH } from './english';
import type { MemberLetterSource, MemberWording } from './member-wording';
import { SPANISH } from './spanish';

const WORDINGS: Readonly<Record<LetterLanguage, MemberWording>> = { en: ENGLISH, es: SPANISH };

/** A letter to a member. */
export interface MemberLetter {
  readonly subject: string;
  readonly text: string;
  readonly content: LetterContent;
}

/**
 * The letter to the member beside a notice to the provider office, in the member's language.
 * @param now when it is made, which dates it
 * @throws for a kind that members don't get
 */
export function memberLetter(due: DueNotice, settings: Settings, now: Date): MemberLetter {
  const { kind } = due;
  if (!isForMembers(kind)) throw new Error(`members get no letter of the kind ${kind}`);
  const wording = WORDINGS[due.case.member.language ?? 'en'];
  const content = contentOf({ due: { ...due, kind }, settings, now }, wording);
  const subject = content.blocks.find(({ type }) => type === 'subject');
  return {
    subject: subject && 'text' in subject ? subject.text : '',
    text: letterText(content),
    content,
  };
}

function contentOf(source: MemberLetterSource, wording: MemberWording): LetterContent {
  const { due, settings, now } = source;
  const { kind } = due;
  const { number, member } = due.case;
  const { subject, body } = wording.write[kind](source);
  const { language } = wording;
  const own = ownParagraph(settings, { kind, recipient: 'member', language });
  const said = [...blocksOf(body, source), ...own];
  const signer = kind === 'denial' ? signerOf(due.case, settings) : null;
  return {
    recipient: 'member',
    language,
    version: WORDING_VERSION,
    ...planVersion(settings),
    blocks: [
      {
        type: 'letterhead',
        name: settings.payerName,
        lines: [...wording.letterhead(settings.letterhead), ...hoursLine(settings, language)],
      },
      ...addressed(member, wording, {
        type: 'date',
        text: wording.day(dateIn(now, settings.timeZone)),
      }),
      { type: 'reference', entries: references(due, wording) },
      { type: 'subject', text: `${number}: ${subject}` },
      ...said,
      ...blocksOf(explanations(said, wording), source),
      ...closingOf(settings, language),
      {
        type: 'signature',
        text: [...(signer ? [wording.signed(signer.name)] : []), settings.payerName].join('\n'),
      },
    ],
  };
}

/**
 * Date and addressee. With a postal address, the addressee comes first, and without the member ID:
 * whoever carries the envelope reads it through the window.
 */
function addressed(
  { address, familyName, givenName, memberId }: Member,
  wording: MemberWording,
  date: LetterBlock,
): readonly LetterBlock[] {
  const name = `${givenName} ${familyName}`;
  if (!address) return [date, { type: 'addressee', lines: [name, wording.memberId(memberId)] }];
  const { city, line1, line2, postalCode, state } = address;
  const street = line2 === undefined ? [line1] : [line1, line2];
  return [
    {
      type: 'addressee',
      lines: [name, ...street, `${city}, ${state} ${postalCode}`],
      isPostal: true,
    },
    date,
  ];
}

function references(
  { appeal, authorizationRecord, case: record }: DueNotice,
  { labels }: MemberWording,
) {
  return [
    { label: labels.case, value: record.number },
    ...(record.member.address ? [{ label: labels.memberId, value: record.member.memberId }] : []),
    { label: labels.drug, value: record.drugText },
    { label: labels.prescriber, value: record.prescriber.name },
    ...(authorizationRecord
      ? [{ label: labels.authorization, value: authorizationRecord.number }]
      : []),
    ...(appeal ? [{ label: labels.appeal, value: appeal.number }] : []),
  ];
}

/** What the abbreviations of a letter mean, where we know it. */
function explanations(said: readonly LetterBlock[], wording: MemberWording): readonly Part[] {
  const meanings = abbreviationsIn(letterText({ blocks: said })).flatMap((name) => {
    const meaning = MEANINGS[name]?.[wording.language];
    return meaning === undefined ? [] : [[name, meaning] as const];
  });
  return meanings.length === 0 ? [] : [wording.abbreviations(meanings)];
}
