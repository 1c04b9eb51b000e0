import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { ReactNode } from 'react';
import { IconButton } from './button';
import { cx } from './cx';
import { text } from './text';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly size?: 'small' | 'medium' | 'large';
  /** If it must be answered, Escape does not close it. */
  readonly mustAnswer?: boolean;
  /** A press outside it would lose no input. */
  readonly isOnlyRead?: boolean;
  readonly onClose: () => void;
  /** What Escape does if it does not close it. */
  readonly onEscape?: () => void;
  /** The buttons at its foot, primary one last. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Open while rendered; the focus returns to where it was. */
export function Dialog({
  title,
  size = 'medium',
  mustAnswer = false,
  isOnlyRead = false,
  onClose,
  onEscape = onClose,
  actions,
  children,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable={isOnlyRead}
      isKeyboardDismissDisabled={mustAnswer}
      onOpenChange={(open) => !open && onEscape()}
      className={cx(styles['overlay'])}
    >
      <Modal className={cx(styles['modal'], styles[size])}>
        <AriaDialog className={cx(styles['dialog'])}>
          <div className={styles['head']}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {mustAnswer ? null : (
              <IconButton label={text.dialog.close} icon="close" size="small" onPress={onClose} />
            )}
          </div>
          <div className={styles['body']}>{children}</div>
          {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
