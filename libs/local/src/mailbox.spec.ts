import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMailbox, type Received } from './mailbox';

const letter: Received = {
  messageId: '<reminder-1@example.org>',
  from: 'no-reply@example.org',
  to: ['office@example.org'],
  subject: 'Renewal',
  text: 'A renewal\nis due.\n',
  html: null,
  receivedAt: '2026-11-22T12:00:00.000Z',
  headers: { 'auto-submitted': 'auto-generated' },
};
const another = { ...letter, messageId: '<reminder-2@example.org>' };

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-mailbox-'));
  file = join(folder, 'mail.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('has its messages when it is opened again', () => {
  const box = openMailbox(file);
  box.accept(letter);
  box.accept(another);
  expect(openMailbox(file).all()).toEqual(box.all());
});

it('counts a repeat of a message that arrived before it was opened again', () => {
  openMailbox(file).accept(letter);
  const box = openMailbox(file);
  box.accept(letter);
  expect(openMailbox(file).all()).toEqual([{ ...letter, id: 1, deliveries: 2 }]);
});

it('names what is in the place of its file', () => {
  mkdirSync(file);
  expect(() => openMailbox(file)).toThrow(
    /^captured mail cannot be stored in the file `.*\/mail\.jsonl` \(EISDIR: .*\); fix this, or move away what is there$/,
  );
});

it('continues numbering where it stopped', () => {
  openMailbox(file).accept(letter);
  const box = openMailbox(file);
  box.accept(another);
  expect(box.all().map(({ id }) => id)).toEqual([1, 2]);
});

it('lists messages without a message ID separately', () => {
  const box = openMailbox(file);
  box.accept({ ...letter, messageId: null });
  box.accept({ ...letter, messageId: null });
  expect(
    openMailbox(file)
      .all()
      .map(({ id, deliveries }) => [id, deliveries]),
  ).toEqual([
    [1, 1],
    [2, 1],
  ]);
});

it('skips a line that was cut off, and writes to a new line', () => {
  openMailbox(file).accept(letter);
  appendFileSync(file, '{"id":2,"messageId":"<remi');
  openMailbox(file).accept(another);
  expect(
    openMailbox(file)
      .all()
      .map(({ messageId }) => messageId),
  ).toEqual([letter.messageId, another.messageId]);
});

it('stays empty after it was cleared', () => {
  const box = openMailbox(file);
  box.accept(letter);
  box.clear();
  expect([openMailbox(file).all(), readFileSync(file, 'utf8')]).toEqual([[], '']);
});
