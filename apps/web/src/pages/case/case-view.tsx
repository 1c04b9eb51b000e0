import { valueAt } from '@assent/vocabulary';
import { useEffect, useRef, useState } from 'react';
import type { Case } from '../../client';
import { useGuideline } from '../../facts/guideline';
import { ReadOnly } from '../../session/read-only';
import { useMay, useSession } from '../../session/session';
import { useLeaveGuard } from '../../session/use-leave-guard';
import { announce } from '../../shared/announcements';
import { cx } from '../../ui/cx';
import { keepPlace } from '../../ui/focus';
import { Page } from '../../ui/page';
import { CHANGED_SINCE } from '../../ui/states';
import { calendarDay } from '../../ui/times';
import { showToast } from '../../ui/toast';
import { useFailure } from '../../ui/use-failure';
import { useChanging, useSteady } from '../../ui/use-newest';
import { verdictSentence } from '../../verdict/sentence';
import { useWorklistWalk, worklistWalk } from '../../work/walk';
import { STATUSES } from '../../work/words';
import type { AskedFor } from './action-frame';
import { AppealsPanel } from './appeals-panel';
import { CallsPanel } from './calls-panel';
import { CaseActions, useCaseCommands } from './case-actions';
import { CaseHeading } from './case-heading';
import { ClocksPanel } from './clocks-panel';
import styles from './case-view.module.css';
import { ChangedMeanwhile } from './changed-meanwhile';
import { recordedWords } from './commands';
import { ChangesNeededPanel } from './changes-needed-panel';
import { CriteriaPanel } from './criteria-panel';
import { DocumentView } from './document-view';
import { DocumentsPanel } from './documents-panel';
import {
  afterSending,
  isAnythingWritten,
  isWrittenOn,
  NOTHING_WRITTEN,
  type Written,
} from './drafts';
import { FindingsPanel } from './findings-panel';
import type { Change } from './forms';
import { FORM_OF, Forms, type FormName } from './forms-switch';
import { HandedUp } from './handed-up';
import { MeasurementsPanel } from './measurements-panel';
import { MemberBar } from './member-bar';
import { Advisories, CoverageHolds, Holds } from './notes-panel';
import { NewInformation } from './new-information-banner';
import { NoticesPanel } from './notices-panel';
import { OpenDocumentContext, useReading } from './open-document';
import { OpinionsPanel } from './opinions-panel';
import { Outcome } from './outcome';
import { MemberContactButton } from './member-contact';
import { isContactTaken, PrescriberContact } from './prescriber-contact';
import { Recorded } from './recorded';
import { RequestPanel } from './request-panel';
import { Banner } from './section-banner';
import { StuckBanner } from './stuck-banner';
import { isTheirs } from './status-words';
import { Summary } from './summary';
import { text } from './text';
import { TimelinePanel } from './timeline-panel';
import { Unsent } from './unsent';
import { useHeldStill } from './use-case-query';
import { useCommand, type Sent } from './use-command';
import { WalkBar } from './walk-bar';

/** Whether a case takes what was typed: if closed, only a contact, while letters may go there. */
function takesSomething(newer: Case, written: Written): boolean {
  const isContactAlone = !isAnythingWritten({ ...written, contact: {} });
  return newer.closedAt === null || (isContactAlone && isContactTaken(newer));
}

/** A loaded case. */
export function CaseView({ newest }: { readonly newest: Case }) {
  const { shown, newer, hold, takeOver, commanded, worked } = useHeldStill(newest);
  const [written, changeWritten] = useChanging<Written>(NOTHING_WRITTEN);
  const [form, setForm] = useState<FormName | null>(null);
  const [asked, setAsked] = useState<AskedFor | null>(null);
  const reading = useGuideline(shown.determination.guideline?.id ?? null);
  const guideline = reading.data;
  const unread = useFailure(reading);
  const main = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { opened, openDocument, closeDocument } = useReading();
  const mayWrite = useMay('submit');
  const isOpen = shown.closedAt === null;
  useEffect(() => {
    worklistWalk.reach(newest.id);
  }, [newest.id]);
  const walk = useWorklistWalk(newest.id);
  const isWritten = isAnythingWritten(written);
  const guard = useLeaveGuard({
    isAnythingLost: () => isWritten,
    words: text.leave.lost,
    leave: text.leave.leave,
  });
  const sendable = ({ contact }: Written) => (isContactTaken(shown) ? contact : {});
  const unsendable = isContactTaken(shown) ? { ...written, contact: {} } : written;
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    // When another person closes the case, the focused form goes.
    if (wasOpen.current && !isOpen && document.activeElement === document.body) {
      heading.current?.focus();
    }
    wasOpen.current = isOpen;
  }, [isOpen]);

  const write = (change: Change<Written>) => hold(isAnythingWritten(changeWritten(change)));
  const close = () => {
    setForm(null);
    main.current?.focus({ preventScroll: true });
  };
  const ask = (question: string) => {
    if (command.isPending) return;
    write((now) => {
      const { decision } = now;
      const said = decision.rationale['request-information'].trim();
      const text = said.includes(question) ? said : [said, question].filter(Boolean).join('\n');
      const rationale = { ...decision.rationale, 'request-information': text };
      return { ...now, decision: { ...decision, decision: 'request-information', rationale } };
    });
    setForm('decide');
  };
  const sentenceOf = (each: Case) =>
    each.determinationGap ??
    verdictSentence(
      each.determination,
      (path) => guideline?.facts.find((fact) => fact.path === path)?.label ?? null,
    );
  /** @returns whether its form changed since, and keeps that */
  const empty = (after: Case, { command, written: then, version }: Sent): boolean => {
    const stored =
      after.version === version + 1
        ? (fact: string) => valueAt(after.request.facts, fact)
        : undefined;
    let isKept = false;
    const left = changeWritten((now) => {
      isKept = isWrittenOn(now, command, then);
      return afterSending(now, command, then, stored);
    });
    commanded(after, isAnythingWritten(left));
    return isKept;
  };
  const sent = (after: Case, what: Sent, wasLost: boolean): boolean => {
    // The person may be typing while the result is unknown.
    const typedIn = wasLost ? (main.current?.querySelector('form') ?? null) : null;
    const isKept = keepPlace(typedIn, () => empty(after, what));
    const staysOpen = isKept && after.closedAt === null;
    // By the time a lost answer comes, the person may be in another form.
    if (!staysOpen && (!wasLost || form === FORM_OF[what.command.kind])) close();
    const title = `${after.number}: ${STATUSES[after.status]}`;
    const detail = sentenceOf(after);
    const recorded = recordedWords(what.command);
    if (staysOpen) {
      showToast({ title: recorded, detail: CHANGED_SINCE });
      announce(`${recorded}. ${CHANGED_SINCE}`);
      return true;
    }
    showToast(wasLost ? { title: recorded, detail: `${title}. ${detail}` } : { title, detail });
    announce(`${wasLost ? `${recorded}. ` : ''}${STATUSES[after.status]}. ${detail}`);
    return false;
  };
  const mayDecide = useMay('decide');
  const { mayDeny } = useSession();
  const newestVersion = newest.version;
  const command = useCommand({ shown, newestVersion, written, onSent: sent });
  const openForm = (next: FormName, fact?: string) => {
    setAsked(fact === undefined ? null : { field: `facts.${fact}` });
    // What is being sent stays so, in any form.
    if (!command.isPending) command.reset();
    setForm(next);
  };
  // Keys in a form should not render the panels.
  const onAsk = useSteady(ask);
  const onWorked = useSteady(worked);
  const onTell = useSteady((fact: string) => openForm('information', fact));
  // This person's own commands arrive as changes too; only others' count here.
  const isBehind = newer !== null && !command.isPending && !command.isUnsettled;
  const catchUp = () => {
    takeOver(isWritten);
    command.reset();
    // The pressed button disappears.
    (main.current?.querySelector('form') ?? main.current)?.focus({ preventScroll: true });
  };
  useCaseCommands({ walk, onTakeOver: isBehind ? catchUp : null });

  return (
    <Page
      title={text.page.titleOf(shown)}
      heading={<CaseHeading case={shown} />}
      headingRef={heading}
      lead={<span className={styles['verdict']}>{sentenceOf(shown)}</span>}
      actions={
        isOpen && mayWrite ? (
          <CaseActions case={shown} onForm={openForm} onWorked={worked} />
        ) : (
          <ReadOnly />
        )
      }
    >
      {walk ? <WalkBar place={walk} /> : null}
      {guard}
      <MemberBar request={shown.request} />
      <OpenDocumentContext value={openDocument}>
        <div className={styles['top']}>
          <StuckBanner case={shown} />
          {shown.withoutCoverSince === null ? null : (
            <Banner
              tone="alert"
              title={text.noCoverage.title({ since: calendarDay(shown.withoutCoverSince) })}
            >
              <p>{text.noCoverage.words}</p>
            </Banner>
          )}
          <HandedUp case={shown} onWorked={worked} />
          <NewInformation case={shown} guideline={guideline} />
          <Holds holds={shown.determination.holds} />
          {isOpen ? <CoverageHolds case={shown} /> : null}
          <Summary case={shown} onWorked={worked} />
        </div>
        <div className={cx(styles['columns'], opened !== null && styles['reading'])}>
          <div ref={main} tabIndex={-1} className={styles['main']}>
            <div role="status" className={styles['live']}>
              {isBehind ? (
                <ChangedMeanwhile
                  shown={shown}
                  newer={newer}
                  guideline={guideline}
                  isTaken={takesSomething(newer, written)}
                  onTakeOver={catchUp}
                />
              ) : null}
              {isOpen || !isAnythingWritten(unsendable) ? null : (
                <Unsent
                  written={unsendable}
                  guideline={guideline}
                  root={shown.determination.clauses}
                  onDismiss={() => {
                    write((now) => ({ ...NOTHING_WRITTEN, contact: sendable(now) }));
                    heading.current?.focus();
                  }}
                />
              )}
            </div>
            {isOpen && command.recorded && form === FORM_OF[command.recorded.command.kind] ? (
              <Recorded sent={command.recorded} guideline={guideline} />
            ) : null}
            {form !== null && isOpen ? (
              <Forms
                form={form}
                asked={asked}
                case={shown}
                guideline={guideline}
                written={written}
                onWrite={write}
                command={command}
                onClose={close}
              />
            ) : null}
            <Outcome case={shown} />
            <AppealsPanel case={shown} guideline={guideline} />
            <FindingsPanel case={shown} guideline={guideline} />
            <CriteriaPanel
              case={shown}
              guideline={guideline}
              failure={unread}
              onAsk={isOpen && mayDecide && isTheirs(shown, mayDeny) ? onAsk : undefined}
              onTell={isOpen && mayWrite ? onTell : undefined}
            />
            {mayDecide && shown.findings?.withheld !== true ? (
              <ChangesNeededPanel case={shown} guideline={guideline} />
            ) : null}
            <OpinionsPanel case={shown} onWorked={onWorked} />
            <CallsPanel case={shown} />
            <ClocksPanel case={shown} onWorked={onWorked} />
            <NoticesPanel case={shown} />
            <TimelinePanel caseId={shown.id} guideline={guideline} />
          </div>
          {opened ? <DocumentView case={shown} document={opened} onClose={closeDocument} /> : null}
          {/* An upload goes on while a document is read. */}
          <div className={styles['side']} hidden={opened !== null}>
            <Advisories advisories={shown.determination.advisories} />
            <MeasurementsPanel case={shown} guideline={guideline} />
            <DocumentsPanel caseId={shown.id} />
            <RequestPanel case={shown} />
            <MemberContactButton case={shown} />
            <PrescriberContact
              case={shown}
              newestVersion={newestVersion}
              written={written}
              onChange={(change) => write((now) => ({ ...now, contact: change(now.contact) }))}
              onChanged={empty}
            />
          </div>
        </div>
      </OpenDocumentContext>
    </Page>
  );
}
