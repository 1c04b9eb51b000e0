import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { ReactNode } from 'react';
import { IconButton } from './button';
import { cx } from './cx';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly size?: 'small' | 'medium' | 'large';
  /** One that must be answered cannot be left by Escape or a press beside it. */
  readonly mustAnswer?: boolean;
  readonly onClose: () => void;
  /** The buttons at its foot, the chief one last. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Open as long as it is rendered; the focus goes back to where it was. */
export function Dialog({
  title,
  size = 'medium',
  mustAnswer = false,
  onClose,
  actions,
  children,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable={!mustAnswer}
      isKeyboardDismissDisabled={mustAnswer}
      onOpenChange={(open) => !open && onClose()}
      className={cx(styles['overlay'])}
    >
      <Modal className={cx(styles['modal'], styles[size])}>
        <AriaDialog className={cx(styles['dialog'])}>
          <div className={styles['head']}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {mustAnswer ? null : (
              <IconButton label="Close" icon="close" size="small" onPress={onClose} />
            )}
          </div>
          <div className={styles['body']}>{children}</div>
          {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
