import { Link } from '@tanstack/react-router';
import { memo, type Ref } from 'react';
import type { CaseSummary } from '../../client';
import { Badge } from '../../ui/badge';
import { Checkbox } from '../../ui/checkbox';
import { cx } from '../../ui/cx';
import { Deadline } from '../../ui/deadline';
import { Icon } from '../../ui/icon';
import { calendarDay, shortClock } from '../../ui/times';
import { whoIs } from '../../work/found-cases';
import { text as workText } from '../../work/text';
import { LINES_OF_BUSINESS, REQUEST_TYPES, STATUSES, URGENCIES } from '../../work/words';
import styles from './list.module.css';
import type { NameFact } from './missing';
import type { RowDeeds } from './row-deeds';
import { RowMenu } from './row-menu';
import { isOpenCase, waitsFor } from './sentences';
import { text } from './text';

interface RowProps {
  readonly each: CaseSummary;
  /** From 0, without the headings. */
  readonly index: number;
  readonly start: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly mayWork: boolean;
  readonly subject: string;
  readonly timeZone: string;
  readonly nameFact: NameFact;
  readonly deeds: RowDeeds;
  readonly ref: Ref<HTMLDivElement>;
}

export const rowId = (caseId: string): string => `case-${caseId}`;

/** Closed in time or without a decision: the due time no longer matters. */
const OVER: ReadonlySet<string> = new Set(['met', 'ended']);

/** A case of the worklist. Only the reader's row is in the tab order. */
export const Row = memo(function Row(props: RowProps) {
  const { each, index, start, isActive, isSelected, mayWork, subject, timeZone } = props;
  const { nameFact, deeds, ref } = props;
  return (
    <div
      ref={ref}
      id={rowId(each.id)}
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={mayWork ? isSelected : undefined}
      tabIndex={isActive ? 0 : -1}
      className={cx(
        styles['row'],
        isSelected && styles['selected'],
        each.snoozedUntil !== null && styles['asleep'],
      )}
      style={{ transform: `translateY(${start}px)` }}
      onFocus={() => deeds.point(each)}
      onClick={({ target }) => {
        if (!(target instanceof Element && target.closest('a, button, label'))) deeds.open(each);
      }}
    >
      <div role="gridcell" className={styles['tick']}>
        {mayWork ? (
          <Checkbox
            aria-label={text.row.select(each)}
            isSelected={isSelected}
            excludeFromTabOrder={!isActive}
            onChange={() => deeds.toggle(each)}
          />
        ) : null}
      </div>
      <div role="gridcell" className={styles['due']}>
        <Deadline
          dueAt={each.clock.dueAt}
          state={each.clock.state}
          rule={each.clock.why}
          timeZone={timeZone}
        />
        {each.clock.dueAt === null || OVER.has(each.clock.state) ? null : (
          <span className={styles['faint']}>{shortClock(each.clock.dueAt, timeZone)}</span>
        )}
      </div>
      <div role="rowheader" className={styles['member']}>
        <Link
          to="/cases/$caseId"
          params={{ caseId: each.id }}
          tabIndex={isActive ? 0 : -1}
          className={styles['name']}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            deeds.open(each);
          }}
        >
          {each.memberName}
        </Link>
        <span className={styles['faint']}>{whoIs(each)}</span>
        <span className={styles['number']}>{each.number}</span>
      </div>
      <div role="gridcell" className={styles['drug']}>
        <span className={styles['clip']}>{each.drug}</span>
        <span className={styles['line']}>
          <span className={styles['faint']}>{REQUEST_TYPES[each.requestType]}</span>
          {each.urgency === 'expedited' ? (
            <Badge tone="unknown">{URGENCIES.expedited}</Badge>
          ) : null}
        </span>
      </div>
      <div role="gridcell" className={styles['prescriber']}>
        <span className={styles['clip']}>{each.prescriberName}</span>
        <span className={styles['faint']}>{LINES_OF_BUSINESS[each.lineOfBusiness]}</span>
      </div>
      <div role="gridcell" className={styles['status']}>
        <Standing each={each} timeZone={timeZone} nameFact={nameFact} />
      </div>
      <div role="gridcell" data-label={text.row.assignee} className={styles['assignee']}>
        {each.assignee === null ? (
          <span className={styles['faint']}>{workText.unassigned}</span>
        ) : (
          <span className={styles['clip']}>
            {each.assignee === subject ? workText.you : each.assignee}
          </span>
        )}
      </div>
      {each.stuck ? (
        <div role="gridcell" className={styles['blocker']}>
          <span className={styles['stuck']}>
            <Icon name="alert" size="small" />
            <span>
              <span className="visually-hidden">{text.row.needsAttention}</span>
              {each.stuck.detail}
            </span>
          </span>
        </div>
      ) : null}
      <div role="gridcell" className={styles['more']}>
        {mayWork ? (
          <RowMenu each={each} subject={subject} isActive={isActive} deeds={deeds} />
        ) : null}
      </div>
    </div>
  );
});

interface StandingProps {
  readonly each: CaseSummary;
  readonly timeZone: string;
  readonly nameFact: NameFact;
}

/** The case's state: its status, what it waits for, and what is wrong. */
function Standing({ each, timeZone, nameFact }: StandingProps) {
  const { status, snoozedUntil, withoutCoverSince } = each;
  const waits = waitsFor(each, nameFact);
  return (
    <>
      <span className={styles['clip']}>{STATUSES[status]}</span>
      {waits === null ? null : <span className={styles['faint']}>{waits}</span>}
      {each.handedUp && isOpenCase(each) ? (
        <span className={styles['handedUp']}>{text.row.handedUp(each.handedUp)}</span>
      ) : null}
      {withoutCoverSince === null ? null : (
        <span className={styles['stuck']}>
          <Icon name="alert" size="small" />
          {text.row.withoutCoverage({ since: calendarDay(withoutCoverSince) })}
        </span>
      )}
      {snoozedUntil === null ? null : (
        <span className={styles['line']}>
          <Icon name="pause" size="small" />
          {text.row.snoozed({ until: shortClock(snoozedUntil, timeZone) })}
        </span>
      )}
    </>
  );
}
