import { openCase, requestCall, type CaseName, type Ports } from '@assent/application';
import type { Actor, LineOfBusiness, Relation } from '@assent/domain';
import type { Desk } from '../support/desk';
import { filed } from '../support/appeals';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { accepted, decide, digestLike, INTAKE, requestOf, unique } from '../support/requests';

/** Who has to do with the cases of a scene. */
export const ME = 'ana';
export const MINE: readonly LineOfBusiness[] = ['commercial'];
export const NOT_MINE: readonly LineOfBusiness[] = [
  'medicare-part-d',
  'state-account-organization',
];

/** A denied case and an approved one, with what belongs to them. */
export interface Scene {
  /** All that the person has to do with something in it, the line of business first. */
  readonly held: (name: CaseName) => readonly Relation[];
  readonly lines: readonly LineOfBusiness[];
  readonly ids: Readonly<Record<CaseName, string>>;
  readonly caseIds: readonly string[];
  /** What no answer to a stranger may have; a refusal may name the case, so that it can be opened. */
  readonly secrets: readonly string[];
}

const MAYA: Actor = { subject: 'maya', role: 'medical-director' };
const MYSELF = { subject: ME } as const;
const SLOT = new Date('2026-11-24T15:00:00Z');

/** Two cases of the line `commercial` in which a relation holds for the person. */
export async function sceneOf(desk: Desk, relation: Relation): Promise<Scene> {
  const { ports } = desk;
  const isDecider = relation === 'decided-by-me' || relation === 'appeal-of-my-decision';
  const isOutside = relation === 'another-line' || relation === 'opened-with-reason';
  const opener: Actor = relation === 'opened-by-me' ? { ...MYSELF, role: 'intake' } : INTAKE;
  const decider: Actor = isDecider ? { ...MYSELF, role: 'medical-director' } : MAYA;
  const [denied, approved] = [await opened(ports, opener), await opened(ports, opener)];
  if (relation === 'assigned-to-me') await assign(desk, [denied, approved]);
  const call = accepted(
    await requestCall(ports)({ caseId: denied, slots: [SLOT], actor: INTAKE }),
  ).record.peerToPeer.at(-1);
  accepted(await decide(ports, denied, 'deny', { actor: decider }));
  const { authorization } = accepted(await decide(ports, approved, 'approve', { actor: decider }));
  const appeal = await filed(ports, denied);
  const [letter] = await ports.records.notices(denied);
  if (relation === 'opened-with-reason') await openBoth(ports, [denied, approved]);
  const record = await ports.records.case(denied);
  const other = await ports.records.case(approved);
  return {
    held: (name) => [
      isOutside ? relation : 'own-line',
      ...(relation === 'assigned-to-me' || relation === 'opened-by-me' ? [relation] : []),
      ...(isDecider ? (['decided-by-me'] as const) : []),
      ...(isDecider && name === 'appeal' ? (['appeal-of-my-decision'] as const) : []),
    ],
    lines: isOutside ? NOT_MINE : MINE,
    ids: {
      case: denied,
      appeal: appeal.id,
      authorization: authorization?.number ?? '',
      letter: letter?.id ?? '',
      'peer-to-peer': call?.id ?? '',
    },
    caseIds: [denied, approved],
    secrets: [
      appeal.id,
      appeal.number,
      authorization?.number ?? '',
      record?.number ?? '',
      record?.member.memberId ?? '',
      other?.number ?? '',
      other?.member.memberId ?? '',
    ],
  };
}

async function opened(ports: Ports, actor: Actor): Promise<string> {
  const key = `scene-${unique()}`;
  const request = await requestOf(ports, { facts: TOO_MANY_CAPSULES });
  const command = { key, digest: digestLike(key) };
  return accepted(await openCase(ports)({ request, actor, command })).view.record.id;
}

/** As the owner: an auditor is assigned nothing otherwise. */
async function assign({ records }: Desk, ids: readonly string[]): Promise<void> {
  await records.database.case.updateMany({
    where: { id: { in: [...ids] } },
    data: { assignee: ME },
  });
}

async function openBoth(ports: Ports, ids: readonly string[]): Promise<void> {
  const at = await ports.clock.now();
  const until = new Date(at.getTime() + 3_600_000);
  for (const caseId of ids) {
    const by: Actor = { subject: ME, role: 'pharmacist' };
    const access = { id: ports.ids.id(), caseId, by, reason: 'Covers for Pia.', at, until };
    await ports.records.keepAccess(access, undefined);
  }
}
