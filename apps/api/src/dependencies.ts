import type {
  AccessEntry,
  AccessLog,
  AuditCheckPorts,
  CalendarPorts,
  DocumentStore,
  DraftRepository,
  EndedSession,
  EventFeed,
  Ports,
  ReadAs,
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

/** Something that the API needs, and how to check that it can be reached. */
export interface Dependency {
  readonly name: string;
  /** Without a vital one, nothing can be read or stored. */
  readonly vital: boolean;
  answers(): Promise<boolean>;
}

/** Who issues tokens, and who they are for. */
export interface TokenParties {
  readonly issuer: string;
  readonly audience: string;
}

/** The same, with the keys that check tokens. */
export type TokenSource = TokenParties & { readonly keys: JWTVerifyGetKey };

/** What people save of their work, apart from the cases. */
export interface WorkRecords {
  readonly worklist: WorklistRepository;
  readonly views: ViewRepository;
  readonly drafts: DraftRepository;
}

/** Checks all cases repeatedly, and on demand; one check at a time. */
export interface Reconciler {
  start(): void;
  /**
   * Checks all cases now. Callers who arrive during a check share the next one.
   * @returns null when another copy of the API is running a check
   * @throws RecordUnavailable
   */
  checkNow(): Promise<Reconciled | null>;
  /** Stops it; settles when no query to Postgres or Temporal is left. */
  stop(): Promise<void>;
}

/** A call that read members' data; the recorder dates it. */
export type Access = Omit<AccessEntry, 'at'>;

/** Records who reads members' data. */
export interface AccessRecorder {
  /** Whether no more can be taken: calls have to wait until the database is back. */
  isFull(): boolean;
  /** Takes an access, which is in the record a second later at the latest. */
  record(access: Access): void;
  /** Settles when nothing waits any more, or the database stays away. */
  stop(): Promise<void>;
}

/** What callers may do in a minute, counted in all processes together. */
export interface Allowances {
  /**
   * Uses a part of what a caller is allowed; what was used comes back as time passes.
   * @param perMinute how often this is allowed in a minute
   * @returns 0, or how long to wait for it, in milliseconds, if nothing is left
   */
  use(caller: string, perMinute: number): number;
  /** Settles when no query is left. */
  stop(): Promise<void>;
}

/** What a token says by which it can be ended. */
export interface TokenSession {
  /** The names of the token and of its session, if it names one. */
  readonly own: readonly string[];
  /** All names under which it can be ended. */
  readonly names: readonly string[];
  readonly issuedAt: Date;
}

/** Knows which sessions were ended before their tokens expired, by whatever process. */
export interface SessionKeeper {
  /** Begins to read what other processes end. */
  start(): void;
  /** Whether it knows of earlier ones. */
  isReady(): boolean;
  /** Settles when it does. @throws RecordUnavailable */
  ready(): Promise<void>;
  isEnded(session: TokenSession): boolean;
  /** Settles when they are in the record. @throws RecordUnavailable */
  end(ended: readonly EndedSession[]): Promise<void>;
  /** Calls back whenever sessions were ended. @returns what stops that */
  onEnd(listener: () => void): () => void;
  /** Settles when no query is left. */
  stop(): Promise<void>;
}

/** Everything that the API is built from. */
export interface ApiDependencies {
  readonly ports: Ports;
  /** Says for whom the record is read. */
  readonly readAs: ReadAs;
  /** Reads across cases. */
  readonly reading: ReportRepository;
  /** Case events, live. */
  readonly events: EventFeed;
  /** Compares cases with their workflows, and moves stuck ones. */
  readonly repairing: Omit<RepairPorts, keyof Ports>;
  /** Checks all cases, one check at a time. */
  readonly reconciler: Reconciler;
  /** What people save of their work, and how they find it. */
  readonly work: WorkRecords;
  /** Calendar feeds of renewals. */
  readonly calendar: Pick<CalendarPorts, 'calendarFeeds' | 'secret'>;
  /** Stores the contents of documents. */
  readonly documents: DocumentStore;
  /** The checks of the audit. */
  readonly audit: Omit<AuditCheckPorts, 'ids'>;
  /** Who read members' data. */
  readonly accessLog: AccessLog;
  /** Records it; closed with the API. */
  readonly accessRecorder: AccessRecorder;
  readonly tokens: TokenSource;
  /** Which sessions were ended; closed with the API. */
  readonly sessions: SessionKeeper;
  /** The key of the local stack's own issuer; null elsewhere. */
  readonly localIssuerKey: PrivateJwk | null;
  /** Whether spans of calls go anywhere. */
  readonly isTraced: boolean;
  /** The movable clock of the sandbox; null elsewhere. */
  readonly sandboxClock: SandboxClock | null;
  readonly limits: LimitsConfig;
  /** What callers used of their limits; closed with the API. */
  readonly allowances: Allowances;
  /** Addresses and networks of proxies that name the caller. */
  readonly trustedProxies: readonly string[];
  readonly web: WebConfig;
  readonly checked: readonly Dependency[];
  /** Aborted once the API was asked to end: it still takes calls, and sends its callers elsewhere. */
  readonly ending: AbortSignal;
  /** The API's metrics. */
  readonly metrics: Registry;
  readonly log: Logger;
  /** Closes what the API opened, once the last call is answered. */
  close(): Promise<void>;
}

export type Operations = readonly Operation[];

/** What the web app learns about where it runs. */
export interface Place {
  readonly signIn: SignInJson;
  readonly isSandbox: boolean;
  readonly temporalUi: string | null;
}

/** Everything that the API is built from, to share it out. */
export const DEPENDENCIES = Symbol('dependencies');
/** The calls of this process. */
export const OPERATIONS = Symbol('operations');

/** The use cases' ports, as modules inject them. */
export const PORTS = Symbol('ports');
/** The same, to move stuck cases. */
export const REPAIR_PORTS = Symbol('repair ports');
/** The same, with the calendar feeds. */
export const CALENDAR_PORTS = Symbol('calendar ports');
/** The guard of cases. */
export const CASE_GUARD = Symbol('case guard');
/** Reads across cases. */
export const READING = Symbol('reading');
/** What people save of their work. */
export const WORK_RECORDS = Symbol('work records');
/** Case events, live. */
export const EVENT_FEED = Symbol('event feed');
/** Stores the contents of documents. */
export const DOCUMENT_STORE = Symbol('document store');
/** The checks of the audit. */
export const AUDIT_PORTS = Symbol('audit ports');
/** Checks all cases. */
export const RECONCILER = Symbol('reconciler');
/** The dependencies that `/readyz` reports on. */
export const CHECKED = Symbol('checked dependencies');
/** Whether the API was asked to end. */
export const ENDING = Symbol('ending');
/** What the web app learns about where it runs. */
export const PLACE = Symbol('place');
/** The limits for one person. */
export const LIMITS = Symbol('limits');
/** Who read members' data. */
export const ACCESS_LOG = Symbol('access log');
export const LOGGER = Symbol('logger');
/** The key of the local stack's own issuer; null elsewhere. */
export const ISSUER_KEY = Symbol('issuer key');
/** Who issues tokens, and who they are for. */
export const TOKEN_PARTIES = Symbol('token parties');
/** Which sessions were ended. */
export const SESSIONS = Symbol('sessions');
/** Who issues logout tokens, and for whom. */
export const LOGOUT_PARTIES = Symbol('logout parties');
/** The movable clock of the sandbox; null elsewhere. */
export const SANDBOX_CLOCK = Symbol('sandbox clock');
