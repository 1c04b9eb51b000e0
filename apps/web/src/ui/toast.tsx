import type { ReactNode } from 'react';
import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { Button, IconButton } from './button';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import { text } from './text';
import styles from './toast.module.css';

type Tone = 'done' | 'failure' | 'note';

export interface Toast {
  readonly title: string;
  /** A second sentence; for a failure, the API's `detail` verbatim. */
  readonly detail?: string;
  readonly tone?: Tone;
  /** Undoes what was done. */
  readonly undo?: () => void;
  /** A link to the place to fix it, which closes the toast. */
  readonly link?: (close: () => void) => ReactNode;
}

const ICONS: Readonly<Record<Tone, IconName>> = { done: 'check', failure: 'alert', note: 'bell' };

/** Long enough to read and undo it; failures stay until closed. */
const SHOWN_FOR = 10_000;

const queue = new ToastQueue<Toast>({ maxVisibleToasts: 3 });

/** Reports briefly what was done. It does not take the focus; F6 goes there. */
export function showToast(toast: Toast): void {
  queue.add(toast, toast.tone === 'failure' ? {} : { timeout: SHOWN_FOR });
}

export function Toasts() {
  return (
    <ToastRegion queue={queue} aria-label={text.toast.region} className={cx(styles['region'])}>
      {({ toast }) => {
        const { title, detail, tone = 'done', undo, link } = toast.content;
        return (
          <AriaToast toast={toast} className={cx(styles['toast'], styles[tone])}>
            <Icon name={ICONS[tone]} className={styles['icon']} />
            <ToastContent className={cx(styles['words'])}>
              <Text slot="title" className={cx(styles['title'])}>
                {title}
              </Text>
              {detail === undefined ? null : (
                <Text slot="description" className={cx(styles['detail'])}>
                  {detail}
                </Text>
              )}
            </ToastContent>
            {link?.(() => queue.close(toast.key))}
            {undo ? (
              <Button
                size="small"
                icon="undo"
                onPress={() => {
                  queue.close(toast.key);
                  undo();
                }}
              >
                {text.toast.undo}
              </Button>
            ) : null}
            <IconButton
              label={text.toast.close}
              icon="close"
              size="small"
              onPress={() => queue.close(toast.key)}
            />
          </AriaToast>
        );
      }}
    </ToastRegion>
  );
}
