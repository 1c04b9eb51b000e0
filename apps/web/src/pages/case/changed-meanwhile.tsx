import type { Case, GuidelineDescription } from '../../client';
import { useSession } from '../../session/session';
import { Button } from '../../ui/button';
import { KeyHint } from '../../ui/key-hint';
import { withClocks } from '../../ui/times';
import { changesBetween } from './changes';
import { Banner } from './section-banner';
import { text } from './text';
import styles from './changed-meanwhile.module.css';

interface ChangedMeanwhileProps {
  readonly shown: Case;
  readonly newer: Case;
  readonly guideline: GuidelineDescription | undefined;
  /** Whether the newer case takes any of what was typed. */
  readonly isTaken: boolean;
  readonly onTakeOver: () => void;
}

/** Another change came first. What was typed stays; the person loads the change. */
export function ChangedMeanwhile({
  shown,
  newer,
  guideline,
  isTaken,
  onTakeOver,
}: ChangedMeanwhileProps) {
  const { timeZone } = useSession().payer;
  const changes = changesBetween(shown, newer, guideline);
  return (
    <Banner
      tone="warning"
      icon="bell"
      title={text.changes.title}
      action={
        <Button look="primary" icon="refresh" onPress={onTakeOver}>
          {text.changes.action} <KeyHint keys="r" />
        </Button>
      }
    >
      {changes.length > 0 ? (
        <dl className={styles['changes']}>
          {changes.map(({ what, was, is }) => (
            <div key={what} className={styles['change']}>
              <dt>{what}</dt>
              <dd>
                <del>
                  <span className="visually-hidden">{text.changes.was}</span>
                  {withClocks(was, timeZone)}
                </del>
                <span aria-hidden="true"> → </span>
                <ins>
                  <span className="visually-hidden">{text.changes.is}</span>
                  {withClocks(is, timeZone)}
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p>{text.changes.none}</p>
      )}
      <p>{isTaken ? text.changes.kept : text.changes.closed}</p>
    </Banner>
  );
}
