import type { AuditState } from '../../client';
import { useMay, useSession } from '../../session/session';
import { Button } from '../../ui/button';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Panel } from '../../ui/panel';
import { Failure, Skeleton } from '../../ui/states';
import { wallClock } from '../../ui/times';
import { useFailure } from '../../ui/use-failure';
import styles from './audit.module.css';
import { text } from './text';
import { isChecking, useAudit } from './use-audit';

/** Whether the record of who did what is whole, for auditors and administrators. */
export function AuditPage() {
  const { query, check } = useAudit();
  const mayCheck = useMay('audit');
  const failure = useFailure(query);
  const { data: state } = query;
  const isBusy = check.isPending || isChecking(state);
  return (
    <Page
      title={text.title}
      lead={text.lead}
      actions={
        mayCheck && state?.canCheck ? (
          <Button icon="refresh" isBusy={isBusy} onPress={() => check.mutate()}>
            {isBusy ? text.check.busy : text.check.action}
          </Button>
        ) : null
      }
    >
      {check.isError ? <Failure isInline error={check.error} what={text.check.failed} /> : null}
      {state ? (
        <>
          <Seals state={state} />
          <Check state={state} />
        </>
      ) : failure ? (
        <Failure what={text.failed} {...failure} />
      ) : (
        <Skeleton label={text.loading} lines={4} height="3rem" />
      )}
    </Page>
  );
}

function Seals({ state }: { readonly state: AuditState }) {
  const { timeZone } = useSession().payer;
  const { entries, lastSeal, unsealed, unsealedSince } = state;
  const { seals } = text;
  return (
    <Panel title={seals.title}>
      <dl className={styles['facts']}>
        <div>
          <dt>{seals.last}</dt>
          <dd>
            {lastSeal
              ? seals.lastWords({
                  number: lastSeal.number,
                  clock: wallClock(lastSeal.at, timeZone),
                })
              : seals.none}
          </dd>
        </div>
        <div>
          <dt>{seals.entries}</dt>
          <dd>{entries.toLocaleString('en-US')}</dd>
        </div>
        <div>
          <dt>{seals.unsealed}</dt>
          <dd>
            {seals.unsealedWords({
              count: unsealed,
              clock: unsealedSince === null ? null : wallClock(unsealedSince, timeZone),
            })}
          </dd>
        </div>
      </dl>
      <p className={styles['what']}>{seals.what}</p>
    </Panel>
  );
}

function Check({ state: { canCheck, check } }: { readonly state: AuditState }) {
  const { timeZone } = useSession().payer;
  const { check: words } = text;
  const left = (check?.findingCount ?? 0) - (check?.findings.length ?? 0);
  return (
    <Panel title={words.title}>
      {canCheck ? null : <p>{words.notHere}</p>}
      {check ? (
        <>
          <Result check={check} />
          <p className={styles['what']}>
            {(check.finishedAt === null ? words.running : words.by)({
              clock: wallClock(check.finishedAt ?? check.startedAt, timeZone),
              name: check.startedBy,
            })}
          </p>
          {check.findings.length > 0 ? (
            <ul aria-label={words.findings} className={styles['findings']}>
              {check.findings.map((finding, place) => (
                <li key={`${place} ${finding}`}>{finding}</li>
              ))}
            </ul>
          ) : null}
          {left > 0 ? <p>{words.more({ count: left })}</p> : null}
        </>
      ) : canCheck ? (
        <p>{words.none}</p>
      ) : null}
    </Panel>
  );
}

function Result({ check }: { readonly check: NonNullable<AuditState['check']> }) {
  const { check: words } = text;
  const { entries, failure, findingCount, finishedAt } = check;
  if (finishedAt === null) return null;
  const isWhole = findingCount === 0;
  return (
    <p role="status" className={cx(styles['result'], isWhole ? styles['whole'] : styles['broken'])}>
      <Icon name={isWhole ? 'check' : 'alert'} />
      <span>
        {failure !== null
          ? words.noResult({ why: failure })
          : isWhole
            ? words.whole({ count: entries ?? 0 })
            : words.broken({ count: findingCount ?? 0 })}
      </span>
    </p>
  );
}
