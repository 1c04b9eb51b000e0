import { accept, refuse, type Actor, type Refusal, type Result } from '@assent/domain';
import { misuseOf } from '../case/command-replay';
import type { SentLetter } from '../correspondence/read-letters.handler';
import { withLetterSetting } from '../correspondence/plan-letters';
import type { CommandKey } from '../ports/change';
import {
  AS_CONFIGURED_VERSION,
  type LetterSettings,
  type LetterSettingVersion,
  type LetterTemplate,
} from '../ports/letter-setting';
import type { Ports } from '../ports/ports';
import { LETTER_TEMPLATES, sampleLetter, samplesOf, type LetterSample } from './letter-samples';
import { isSame, settingFaults, templateFaults } from './template-faults';

/** A letter with what the plan added to it, and whether it can go out. */
export interface CheckedTemplate extends LetterTemplate {
  /** The plan's own paragraph; null if it has none. */
  readonly paragraph: string | null;
  readonly faults: readonly string[];
}

/** What a plan's letters are written with. */
export interface LetterTemplates {
  /** 1 while letters are as configured. */
  readonly version: number;
  readonly settings: LetterSettings;
  readonly templates: readonly CheckedTemplate[];
  /** Newest first. */
  readonly versions: readonly Pick<LetterSettingVersion, 'version' | 'at' | 'by' | 'reason'>[];
}

type Used = Pick<Ports, 'clock' | 'records' | 'settings'>;

/** All letters as they are written now, each checked on a sample. */
export function listLetterTemplates(ports: Used) {
  return async (): Promise<LetterTemplates> => {
    const versions = await ports.records.letterSettings();
    return shown(ports, versions, await ports.clock.now());
  };
}

/**
 * A letter about an invented case, as it is written now or was by an earlier version. Refused:
 * `letter-not-found` for a letter, a version or a sample that there is not.
 */
export function previewLetterTemplate({ clock, records, settings }: Used) {
  return async (
    template: LetterTemplate,
    version: number | undefined,
    sample: LetterSample = 'usual',
  ): Promise<Result<SentLetter>> => {
    const isKnown = LETTER_TEMPLATES.some((each) => isSame(each, template));
    if (!isKnown || !samplesOf(template.kind).includes(sample)) return refuse(NO_SUCH_TEMPLATE);
    const versions = await records.letterSettings();
    const [newest = null] = versions;
    const setting =
      version === undefined ? newest : (versions.find((each) => each.version === version) ?? null);
    const isKept = version !== undefined && version !== AS_CONFIGURED_VERSION;
    if (isKept && !setting) return refuse(NO_SUCH_TEMPLATE);
    const now = await clock.now();
    const set = withLetterSetting(settings, setting);
    const { due, letter } = sampleLetter(template, set, now, sample);
    const { content, subject, text } = letter;
    const caseNumber = due.case.number;
    return accept({
      id: due.id,
      kind: template.kind,
      caseNumber,
      sentAt: now,
      subject,
      text,
      content,
    });
  };
}

export interface ChangeLetterTemplates {
  readonly settings: LetterSettings;
  readonly reason: string;
  /** The version that the person saw. */
  readonly version: number;
  readonly actor: Actor;
  readonly command?: CommandKey;
}

/**
 * Makes the next version of a plan's letters; what was sent stays as it was. Refused: `invalid` with
 * every fault of every letter, `letter-templates-changed` if another version came first,
 * `idempotency-key-reused`.
 */
export function changeLetterTemplates(ports: Used) {
  const { clock, records, settings } = ports;
  return async ({
    actor: by,
    command,
    reason,
    settings: given,
    version,
  }: ChangeLetterTemplates): Promise<Result<LetterTemplates>> => {
    const at = await clock.now();
    const next = { ...given, version: version + 1, by, at, reason };
    const faults = settingFaults(given, withLetterSetting(settings, next), at);
    if (faults.length > 0) {
      const detail = 'the letters have faults; nothing was saved';
      return refuse({ code: 'invalid', detail, faults });
    }
    const outcome = await records.addLetterSetting(next, command);
    if (outcome === 'changed') return refuse(CHANGED);
    const misuse =
      outcome !== 'added' && command ? misuseOf(outcome.used, command.digest, by) : null;
    if (misuse) return refuse(misuse);
    return accept(shown(ports, await records.letterSettings(), at));
  };
}

function shown(
  { settings }: Used,
  versions: readonly LetterSettingVersion[],
  now: Date,
): LetterTemplates {
  const [newest = null] = versions;
  const current = withLetterSetting(settings, newest);
  const { closing, hours, letterhead, paragraphs } = newest ?? {
    ...AS_CONFIGURED,
    letterhead: settings.letterhead,
  };
  return {
    version: newest?.version ?? AS_CONFIGURED_VERSION,
    settings: { letterhead, hours, closing, paragraphs },
    templates: LETTER_TEMPLATES.map((template) => ({
      ...template,
      paragraph: paragraphs.find((each) => isSame(each, template))?.text ?? null,
      faults: templateFaults(template, current, now),
    })),
    versions: versions.map(({ at, by, reason, version }) => ({ version, at, by, reason })),
  };
}

const AS_CONFIGURED: Omit<LetterSettings, 'letterhead'> = {
  hours: { en: null, es: null },
  closing: { en: null, es: null },
  paragraphs: [],
};

const NO_SUCH_TEMPLATE: Refusal = {
  code: 'letter-not-found',
  detail:
    'there is no such letter to this recipient in this language, or not with this version or sample',
};

const CHANGED: Refusal = {
  code: 'letter-templates-changed',
  detail: 'the letters were changed in the meantime; look at them again before you change them',
};
