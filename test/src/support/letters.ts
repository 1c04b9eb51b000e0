import {
  deliverMemberLetter,
  deliverNotice,
  markMailed,
  type DrawnLetter,
  type Letter,
  type LetterRenderer,
  type LetterSender,
} from '@assent/application';
import { letterRenderer } from '@assent/letters';
import type { Desk } from './desk';
import { accepted, INTAKE } from './requests';

/** The forms of a letter of these words, as if a renderer had drawn them. */
export const drawnAs = (words: string): DrawnLetter => ({
  renderer: 7,
  html: `<style>p { margin: 7px; }</style><p>${words}</p>`,
  pdf: Buffer.from(`%PDF-1.7 ${words}`),
});

export const willing: LetterSender = { send: () => Promise.resolve() };

/** Delivers all that is due at the desk's time, one after the other. */
export async function deliverDue(
  { ports, records: { notices } }: Desk,
  sender: LetterSender = willing,
  renderer: LetterRenderer = letterRenderer,
): Promise<void> {
  const mailroom = 'mailroom@example.org';
  const deliver = deliverNotice({ ...ports, notices, sender, renderer, mailroom });
  for (;;) {
    const taken = await notices.take(await ports.clock.now(), 10);
    if (taken.length === 0) return;
    for (const notice of taken) await deliver(notice);
  }
}

/** The same; returns the letters that went out now about a case or its authorization, as sent. */
export async function lettersOf(desk: Desk, caseId: string): Promise<Letter[]> {
  const unsent = (await desk.ports.records.notices(caseId)).filter(({ sentAt }) => sentAt === null);
  const letters: Letter[] = [];
  await deliverDue(desk, {
    send: (letter) => {
      if (unsent.some(({ id }) => id === letter.id)) letters.push(letter);
      return Promise.resolve();
    },
  });
  return letters;
}

/**
 * Makes every letter to a member that is due at the desk's time.
 * @returns what became of each
 */
export async function makeMemberLetters(
  { ports, records: { memberLetters } }: Desk,
  sender: LetterSender = willing,
  renderer: LetterRenderer = letterRenderer,
): Promise<string[]> {
  const deliver = deliverMemberLetter({ ...ports, memberLetters, sender, renderer });
  const outcomes: string[] = [];
  for (;;) {
    const taken = await memberLetters.take(await ports.clock.now(), 10);
    if (taken.length === 0) return outcomes;
    for (const letter of taken) outcomes.push((await deliver(letter)).outcome);
  }
}

/** Makes the letter to the member, prints and mails it. */
export async function mailMemberLetter(desk: Desk, caseId: string): Promise<void> {
  await makeMemberLetters(desk);
  const [letter] = await desk.ports.records.memberLetters(caseId);
  accepted(await markMailed(desk.ports)({ letterId: letter!.id, actor: INTAKE }));
}

/** Marks each letter that waits to be printed as mailed. */
export async function mailPrinted({ ports }: Pick<Desk, 'ports'>): Promise<void> {
  const { items } = await ports.records.listedLetters({ state: 'to-print', limit: 50 });
  for (const { letter } of items) {
    accepted(await markMailed(ports)({ letterId: letter.id, actor: INTAKE }));
  }
}
