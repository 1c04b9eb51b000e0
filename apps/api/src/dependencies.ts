import type {
  CalendarPorts,
  DocumentStore,
  DraftRepository,
  EventFeed,
  Ports,
  ReportRepository,
  Reconciled,
  RepairPorts,
  ViewRepository,
  WorklistRepository,
} from '@assent/application';
import type { Operation, SignInJson } from '@assent/contracts';
import type {
  LimitsConfig,
  Logger,
  PrivateJwk,
  Registry,
  SandboxClock,
  WebConfig,
} from '@assent/platform';
import type { JWTVerifyGetKey } from 'jose';

/** Something that the API needs to serve, and how to see whether it can be reached. */
export interface Dependency {
  readonly name: string;
  /** While a vital one is down nothing can be read or stored. */
  readonly vital: boolean;
  answers(): Promise<boolean>;
}

/** Who issues tokens, and whom they are for. */
export interface TokenParties {
  readonly issuer: string;
  readonly audience: string;
}

/** What people keep of their work, beside the cases. */
export interface WorkRecords {
  readonly worklist: WorklistRepository;
  readonly views: ViewRepository;
  readonly drafts: DraftRepository;
}

/** Checks all cases again and again, and when it is asked to; one check at a time. */
export interface Reconciler {
  start(): void;
  /**
   * Checks all cases now. All who ask while a check runs are answered by the next one.
   * @returns null when another copy of the API is at a check
   * @throws RecordUnavailable
   */
  checkNow(): Promise<Reconciled | null>;
  /** Ends it; settles when nothing is asked of Postgres or Temporal any more. */
  stop(): Promise<void>;
}

/** Everything that the API is put together from. */
export interface ApiDependencies {
  readonly ports: Ports;
  /** What is read across cases. */
  readonly reading: ReportRepository;
  /** What happens to cases, as it happens. */
  readonly events: EventFeed;
  /** With what cases are compared with their workflows, and stuck ones moved. */
  readonly repairing: Omit<RepairPorts, keyof Ports>;
  /** Checks all cases, one check at a time. */
  readonly reconciler: Reconciler;
  /** What people keep of their work, and how they find it. */
  readonly work: WorkRecords;
  /** Whose calendars show renewals. */
  readonly calendar: Pick<CalendarPorts, 'calendarFeeds' | 'secret'>;
  /** Where the contents of documents are. */
  readonly documents: DocumentStore;
  readonly tokens: TokenParties & { readonly keys: JWTVerifyGetKey };
  /** The key of the local stack's own issuer; null elsewhere. */
  readonly localIssuerKey: PrivateJwk | null;
  /** The movable clock of the sandbox; null elsewhere. */
  readonly sandboxClock: SandboxClock | null;
  readonly limits: LimitsConfig;
  readonly web: WebConfig;
  readonly checked: readonly Dependency[];
  /** Where the API counts and measures. */
  readonly metrics: Registry;
  readonly log: Logger;
  /** Closes what was opened for the API, once the last call is answered. */
  close(): Promise<void>;
}

export type Operations = readonly Operation[];

/** What the web app is told about where it is. */
export interface Place {
  readonly signIn: SignInJson;
  readonly isSandbox: boolean;
  readonly temporalUi: string | null;
}

/** All that the API is put together from, for what gives it out. */
export const DEPENDENCIES = Symbol('dependencies');
/** The calls that this process serves. */
export const OPERATIONS = Symbol('operations');

/** The use cases' ports, as modules inject them. */
export const PORTS = Symbol('ports');
/** The same, with what moves stuck cases. */
export const REPAIR_PORTS = Symbol('repair ports');
/** The same, with everybody's calendar feed. */
export const CALENDAR_PORTS = Symbol('calendar ports');
/** What is read across cases. */
export const READING = Symbol('reading');
/** What people keep of their work. */
export const WORK_RECORDS = Symbol('work records');
/** What happens to cases, as it happens. */
export const EVENT_FEED = Symbol('event feed');
/** Where the contents of documents are. */
export const DOCUMENT_STORE = Symbol('document store');
/** What checks all cases. */
export const RECONCILER = Symbol('reconciler');
/** The dependencies that `/readyz` reports on. */
export const CHECKED = Symbol('checked dependencies');
/** What the web app is told about where it is. */
export const PLACE = Symbol('place');
/** How much one person may ask for. */
export const LIMITS = Symbol('limits');
export const LOGGER = Symbol('logger');
/** The key of the local stack's own issuer; null elsewhere. */
export const ISSUER_KEY = Symbol('issuer key');
/** Who issues tokens, and whom they are for. */
export const TOKEN_PARTIES = Symbol('token parties');
/** The movable clock of the sandbox; null elsewhere. */
export const SANDBOX_CLOCK = Symbol('sandbox clock');
