import type { Relation, RefusalCode, Role } from '@assent/domain';
import { ROLES_WITH, SERVICE_ROLES, type Permission } from '../http/permissions';
import type { Operation } from '../http/operation';
import type { devOperations, operations, sandboxOperations } from './operations';

/** What refuses a call, or that it is allowed. */
export type Cell = 'allowed' | RefusalCode;

/**
 * What a call is about:
 * - a `case`, an `appeal`, an `authorization`, a `letter` or a `peer-to-peer` request, which its
 *   address names;
 * - `several` cases or letters that its body or query names, each decided by itself;
 * - a `request`, whose body states its line of business;
 * - `lists` and figures, which leave out other lines of business;
 * - the `own` things of the caller;
 * - `nothing` of a case.
 */
export type About =
  | 'case'
  | 'appeal'
  | 'authorization'
  | 'letter'
  | 'peer-to-peer'
  | 'several'
  | 'request'
  | 'lists'
  | 'own'
  | 'nothing';

/** Who may make a call, and about which cases. */
export interface AccessRow {
  /** Whoever has this permission; `public` calls need no token. */
  readonly may: Permission | 'public';
  readonly about: About;
  /** Refused to service accounts in any role: it takes a person who answers for it. */
  readonly onlyPeople?: true;
  /** Where what a person has to do with the case makes a difference, besides `another-line`. */
  readonly where?: Readonly<Partial<Record<Relation, Cell>>>;
}

/** Whoever decided a case leaves its appeal to another medical director. */
const NOT_OWN_DECISION = { 'appeal-of-my-decision': 'took-part' } as const;

type OperationId =
  keyof typeof operations | keyof typeof devOperations | keyof typeof sandboxOperations;

/** Who may make each call: the one table, which the API asks before it reads a body. */
export const ACCESS = {
  viewCase: { may: 'read', about: 'case' },
  showTimeline: { may: 'read', about: 'case' },
  showClocks: { may: 'read', about: 'case' },
  showChangesNeeded: { may: 'read', about: 'case' },
  listDocuments: { may: 'read', about: 'case' },
  downloadDocument: { may: 'read', about: 'case' },
  listNotices: { may: 'read', about: 'case' },
  listLetters: { may: 'read', about: 'case' },
  listPeerToPeer: { may: 'read', about: 'case' },
  giveInformation: { may: 'submit', about: 'case' },
  addDocument: { may: 'submit', about: 'case' },
  addReceiptEvidence: { may: 'submit', about: 'case' },
  changePrescriber: { may: 'submit', about: 'case' },
  changeMemberContact: { may: 'submit', about: 'case' },
  expediteCase: { may: 'submit', about: 'case' },
  recordOralNotice: { may: 'submit', about: 'case' },
  requestPeerToPeer: { may: 'submit', about: 'case' },
  withdrawCase: { may: 'submit', about: 'case' },
  openAppeal: { may: 'submit', about: 'case' },
  claimCase: { may: 'submit', about: 'case', onlyPeople: true },
  releaseCase: { may: 'submit', about: 'case' },
  assignCase: { may: 'submit', about: 'case' },
  snoozeCase: { may: 'submit', about: 'case' },
  unsnoozeCase: { may: 'submit', about: 'case' },
  repairCase: { may: 'submit', about: 'case' },
  decideCase: { may: 'decide', about: 'case' },
  previewDecision: { may: 'decide', about: 'case' },
  recordFindings: { may: 'decide', about: 'case' },
  extendDeadline: { may: 'decide', about: 'case' },
  applyClockRule: { may: 'apply-clock-rules', about: 'case' },
  askForOpinion: { may: 'decide', about: 'case' },
  giveOpinion: { may: 'decide', about: 'case' },
  handUpCase: { may: 'hand-up', about: 'case' },
  handBackCase: { may: 'hand-back', about: 'case' },
  openWithReason: {
    may: 'read',
    about: 'case',
    onlyPeople: true,
    where: { 'own-line': 'access-not-needed', 'another-line': 'allowed' },
  },

  agreePeerToPeer: { may: 'submit', about: 'peer-to-peer' },
  recordPeerToPeer: { may: 'decide', about: 'peer-to-peer' },

  viewAppeal: { may: 'read', about: 'appeal' },
  readAppealFile: { may: 'read', about: 'appeal' },
  expediteAppeal: { may: 'submit', about: 'appeal' },
  proveAuthority: { may: 'submit', about: 'appeal' },
  continueBenefits: { may: 'submit', about: 'appeal' },
  withdrawAppeal: { may: 'submit', about: 'appeal' },
  forwardAppeal: { may: 'submit', about: 'appeal' },
  recordExternalOutcome: { may: 'decide', about: 'appeal' },
  decideAppeal: { may: 'decide-appeals', about: 'appeal', where: NOT_OWN_DECISION },
  recordAppealFindings: { may: 'decide-appeals', about: 'appeal', where: NOT_OWN_DECISION },
  vacateDismissal: { may: 'decide-appeals', about: 'appeal', where: NOT_OWN_DECISION },
  decideGoodCause: { may: 'decide-appeals', about: 'appeal', where: NOT_OWN_DECISION },

  viewAuthorization: { may: 'read', about: 'authorization' },
  endAuthorization: { may: 'submit', about: 'authorization' },

  readLetter: { may: 'read', about: 'letter' },
  markMailed: { may: 'submit', about: 'letter' },
  reportDelivery: { may: 'submit', about: 'letter' },

  batchCases: { may: 'submit', about: 'several', onlyPeople: true },
  readLetters: { may: 'read', about: 'several' },

  openCase: { may: 'submit', about: 'request' },
  precheck: { may: 'submit', about: 'request' },

  listCases: { may: 'read', about: 'lists' },
  searchCases: { may: 'read', about: 'lists' },
  countQueues: { may: 'read', about: 'lists' },
  listViews: { may: 'read', about: 'lists' },
  saveView: { may: 'read', about: 'lists' },
  takeNextCase: { may: 'decide', about: 'lists' },
  findDuplicates: { may: 'submit', about: 'lists' },
  searchMembers: { may: 'read', about: 'lists' },
  viewMember: { may: 'read', about: 'lists' },
  listAppeals: { may: 'read', about: 'lists' },
  listAuthorizations: { may: 'read', about: 'lists' },
  listReminders: { may: 'read', about: 'lists' },
  listRenewals: { may: 'read', about: 'lists' },
  makeCalendarFeed: { may: 'read', about: 'lists', onlyPeople: true },
  readCalendar: { may: 'public', about: 'lists' },
  listAllLetters: { may: 'read', about: 'lists' },
  showStuck: { may: 'read', about: 'lists' },
  reconcile: { may: 'submit', about: 'lists' },
  showOverview: { may: 'read', about: 'lists' },
  listActivity: { may: 'read', about: 'lists' },
  reportDeterminations: { may: 'read', about: 'lists' },
  streamEvents: { may: 'read', about: 'lists' },
  listAccess: { may: 'see-access', about: 'lists' },

  removeView: { may: 'read', about: 'own' },
  listDrafts: { may: 'submit', about: 'own' },
  viewDraft: { may: 'submit', about: 'own' },
  saveDraft: { may: 'submit', about: 'own' },
  removeDraft: { may: 'submit', about: 'own' },
  viewCalendarFeed: { may: 'read', about: 'own' },
  removeCalendarFeed: { may: 'read', about: 'own' },
  showSession: { may: 'read', about: 'own' },
  signOut: { may: 'read', about: 'own' },

  suggestAgents: { may: 'read', about: 'nothing' },
  suggestPrescribers: { may: 'submit', about: 'nothing' },
  suggestPeople: { may: 'read', about: 'nothing' },
  describeGuideline: { may: 'read', about: 'nothing' },
  listAccesses: { may: 'see-access', about: 'nothing' },
  showAudit: { may: 'audit', about: 'nothing' },
  checkAudit: { may: 'audit', about: 'nothing' },
  listLetterTemplates: { may: 'read', about: 'nothing' },
  previewLetterTemplate: { may: 'read', about: 'nothing' },
  changeLetterTemplates: { may: 'configure', about: 'nothing' },
  endSessions: { may: 'end-sessions', about: 'nothing' },
  takeLogout: { may: 'public', about: 'nothing' },
  showSignIn: { may: 'public', about: 'nothing' },
  checkHealth: { may: 'public', about: 'nothing' },
  checkReadiness: { may: 'public', about: 'nothing' },
  describe: { may: 'public', about: 'nothing' },
  issueToken: { may: 'public', about: 'nothing' },
  readClock: { may: 'public', about: 'nothing' },
  moveClock: { may: 'public', about: 'nothing' },
} as const satisfies Readonly<Record<OperationId, AccessRow>>;

const ROWS: Readonly<Partial<Record<string, AccessRow>>> = ACCESS;

/** The row of a call. @throws Error if it has none */
export function accessTo({ id }: Pick<Operation, 'id'>): AccessRow {
  const row = ROWS[id];
  if (!row) throw new Error(`the call \`${id}\` has no row in the table of who may make it`);
  return row;
}

/** The roles that may make a call, in the order in which a person acts in one; none if it is public. */
export function rolesFor({ may }: Pick<AccessRow, 'may'>): readonly Role[] {
  return may === 'public' ? [] : ROLES_WITH[may];
}

/** The roles in which a service account may make a call. */
export function serviceRolesFor(row: Pick<AccessRow, 'may' | 'onlyPeople'>): readonly Role[] {
  return row.onlyPeople ? [] : rolesFor(row).filter((role) => SERVICE_ROLES.includes(role));
}

/** What the address of a call names: a case, or something that belongs to one. */
export type OfOneCase = Exclude<About, 'several' | 'request' | 'lists' | 'own' | 'nothing'>;

/** What a call is about if its address names it; null if it does not. */
export function namedBy({ about }: Pick<AccessRow, 'about'>): OfOneCase | null {
  switch (about) {
    case 'several':
    case 'request':
    case 'lists':
    case 'own':
    case 'nothing':
      return null;
    default:
      return about;
  }
}

/** Whether a role may make a call, by what the person has to do with its case. */
export function cellOf(row: AccessRow, role: Role, relation: Relation): Cell {
  if (row.may === 'public') return 'allowed';
  if (!rolesFor(row).includes(role)) return 'role-not-allowed';
  return row.where?.[relation] ?? (relation === 'another-line' ? 'another-line' : 'allowed');
}

/** Why a call is refused to a person who has all this to do with its case; null if it is not. */
export function refusalIn(
  row: AccessRow,
  role: Role,
  relations: readonly Relation[],
): RefusalCode | null {
  for (const relation of relations) {
    const cell = cellOf(row, role, relation);
    if (cell !== 'allowed') return cell;
  }
  return null;
}
