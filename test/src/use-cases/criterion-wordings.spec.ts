import {
  criterionWordings,
  decideCase,
  letterText,
  openLetter,
  previewDecision,
  type DecideCase,
  type Ports,
} from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { lettersOf } from '../support/letters';
import { accepted, DIRECTOR, opened, refused, requestOf, signed } from '../support/requests';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const EN = 'A cycle of 28 days has no more than three capsules.';
const ES = 'Un ciclo de 28 días tiene tres cápsulas o menos.';

function withWording(dose: { readonly en: string; readonly es?: string }): Ports {
  const guideline = { id: 'ixazomib', version: '2024-10-01' };
  const { wordings } = criterionWordings([
    { name: 'ixazomib.json', guideline, criteria: { 'I.3': dose } },
  ]);
  return { ...desk.ports, settings: { ...desk.ports.settings, criterionWordings: wordings } };
}

async function denial(language: 'en' | 'es' = 'en'): Promise<DecideCase> {
  const { member } = await requestOf(desk.ports);
  const { record } = await opened(desk.ports, {
    facts: TOO_MANY_CAPSULES,
    member: { ...member, language },
  });
  return {
    caseId: record.id,
    version: 1,
    decision: 'deny',
    rationale: 'Four capsules are more than the label allows.',
    clauses: ['I.3'],
    actor: DIRECTOR,
  };
}

it.each([
  ['en', { en: EN }, `- “${EN}” (this is not met)`],
  ['es', { en: EN, es: ES }, `- «${ES}» (no se cumple)`],
  ['es', { en: EN }, '- Dosis dentro del límite'],
] as const)('letters quote it, to a member in %s', async (language, wording, said) => {
  const preview = accepted(await previewDecision(withWording(wording))(await denial(language)));
  expect(preview.text).toContain(`- “${EN}” (not met)`);
  expect(preview.memberLetter?.text).toContain(said);
});

it('a denial that was previewed with another wording is refused', async () => {
  const command = await signed(desk.ports, await denial());
  expect(refused(await decideCase(withWording({ en: EN }))(command)).code).toBe('letter-changed');
});

it('a letter that was sent keeps the wording that it was sent with', async () => {
  const ports = withWording({ en: EN });
  const command = await denial();
  accepted(await decideCase(ports)(await signed(ports, command)));
  const [sent] = await lettersOf({ ...desk, ports }, command.caseId);
  const later = withWording({ en: 'Three.' });
  const { content, text } = accepted(await openLetter(later)(sent?.id ?? ''));
  expect(sent?.text).toContain(EN);
  expect([text, letterText(content)]).toEqual([sent?.text, sent?.text]);
});
