import type { LetterBlock, LetterContent } from '../ports/letter-content';
import type { LetterSettingVersion, LetterTemplate } from '../ports/letter-setting';
import type { DueNotice } from '../ports/notice-record';
import type { Ports, Settings } from '../ports/ports';

/** The settings with what the plan changed in its letters by some version. */
export function withLetterSetting(
  settings: Settings,
  setting: LetterSettingVersion | null,
): Settings {
  if (!setting) return settings;
  const { closing, hours, letterhead, paragraphs, version } = setting;
  return { ...settings, letterhead, letters: { version, hours, closing, paragraphs } };
}

/** The settings as they are for letters written at an instant. */
export async function letterSettingsAt(
  { records, settings }: Pick<Ports, 'records' | 'settings'>,
  at: Date,
): Promise<Settings> {
  return withLetterSetting(settings, await records.letterSettingAt(at));
}

/** When the words of a letter are fixed: a denial's when it was signed, else when it goes out. */
export function wordsFixedAt({ case: { decision }, kind }: DueNotice, now: Date): Date {
  return kind === 'denial' && decision ? decision.at : now;
}

/** The line below the letterhead that says when people can call, if the plan has one. */
export function hoursLine(
  { letters }: Settings,
  language: LetterContent['language'],
): readonly string[] {
  const hours = letters?.hours[language] ?? null;
  return hours === null ? [] : [hours];
}

/** The plan's own paragraph in a letter, if it has one. */
export function ownParagraph({ letters }: Settings, template: LetterTemplate): LetterBlock[] {
  const { kind, language, recipient } = template;
  const found = letters?.paragraphs.find(
    (each) => each.kind === kind && each.recipient === recipient && each.language === language,
  );
  return found ? [{ type: 'paragraph', text: found.text }] : [];
}

/** What the plan says before its signature, if it does. */
export function closingOf(
  { letters }: Settings,
  language: LetterContent['language'],
): LetterBlock[] {
  const closing = letters?.closing[language] ?? null;
  return closing === null ? [] : [{ type: 'paragraph', text: closing }];
}

/** Which version of the plan's settings a letter is written with. */
export function planVersion({ letters }: Settings): Pick<LetterContent, 'planVersion'> {
  return letters ? { planVersion: letters.version } : {};
}
