import { writeLetter } from './letters';
import type { LetterSender, NoticeBox, NoticeScope } from './ports';
import type { Ports } from './settings';

/** What delivery works with, beside the use cases' own ports. */
export interface DeliveryPorts extends Pick<Ports, 'clock' | 'settings'> {
  readonly notices: NoticeBox;
  readonly sender: LetterSender;
  /** Where notices go whose prescriber has no address: they are printed and posted there. */
  readonly mailroom: string;
}

/**
 * Sends every notice of a case or authorization that is due. Each is taken, handed over and recorded
 * in one transaction, so nobody else sends it meanwhile; if the software dies between hand-over and
 * record, the same letter id is handed over again, which the mail system recognises.
 * @throws whatever the sender threw, after recording it with the notice
 */
export function deliverNotices(ports: DeliveryPorts) {
  return async (scope: NoticeScope): Promise<void> => {
    const { clock, notices, sender, mailroom, settings } = ports;
    for (;;) {
      const now = await clock.now();
      const delivered = await notices.deliverNext(scope, now, async (due) => {
        const letter = writeLetter(due, settings, mailroom);
        await sender.send(letter);
        return letter;
      });
      if (!delivered) return;
    }
  };
}

/** Gives up on the due notices of a case or authorization: the case is stuck until a person helps. */
export function reportUndeliverable({ clock, notices }: DeliveryPorts) {
  return async (scope: NoticeScope): Promise<void> =>
    notices.markUndeliverable(scope, await clock.now());
}
