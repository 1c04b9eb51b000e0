import { addReceiptEvidence, clocksOf, type AddReceiptEvidence } from '@assent/application';
import type { Channel } from '@assent/domain';
import { openDesk, type Desk } from '../support/desk';
import { MET, TOO_MANY_CAPSULES } from '../support/facts';
import { accepted, INTAKE, opened, refused } from '../support/requests';

const OPENED = '2026-11-23T15:00:00Z';
const RECEIVED = new Date('2026-11-20T14:14:00Z');

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set(OPENED));
afterAll(() => desk.close());

const faxed = async (channel: Channel = 'fax') =>
  (await opened(desk.ports, { facts: TOO_MANY_CAPSULES, channel, receivedAt: RECEIVED })).record;
const add = (caseId: string, evidence: Partial<AddReceiptEvidence> = {}) =>
  addReceiptEvidence(desk.ports)({
    caseId,
    actor: INTAKE,
    kind: 'fax-header',
    reference: null,
    document: null,
    ...evidence,
  });
const why = async (id: string) => accepted(await clocksOf(desk.ports)(id))[0]?.why;

describe('a request by fax', () => {
  it('starts its clock at its own instant, with what shows that', async () => {
    const { record } = await opened(desk.ports, {
      facts: TOO_MANY_CAPSULES,
      channel: 'fax',
      receivedAt: RECEIVED,
      receipt: { kind: 'fax-header', reference: 'page 1' },
    });
    expect(record.clocks).toMatchObject([{ startedAt: RECEIVED }]);
    expect(record.receiptEvidence).toEqual({
      kind: 'fax-header',
      reference: 'page 1',
      document: null,
      by: INTAKE,
      at: new Date(OPENED),
    });
    expect(await why(record.id)).toMatch(
      /\. Received by fax, November 20, 2026 at 9:14 AM Eastern Time, by the fax header\.$/,
    );
    const [first] = await desk.ports.records.events(record.id);
    expect(first).toMatchObject({
      type: 'case-opened',
      details: {
        channel: 'fax',
        receivedAt: RECEIVED.toISOString(),
        evidence: 'fax-header',
        reference: 'page 1',
      },
    });
  });

  it('entered well after its receipt without evidence is opened, and says so until it is added', async () => {
    const record = await faxed();
    expect(record.receiptEvidence).toBeNull();
    expect(await why(record.id)).toMatch(/Eastern Time; evidence of receipt is missing\.$/);
    const after = accepted(await add(record.id, { reference: 'page 1' })).record;
    expect(after).toMatchObject({
      version: record.version + 1,
      dueAt: record.dueAt,
      clocks: record.clocks,
      receivedAt: RECEIVED,
      receiptEvidence: { kind: 'fax-header', reference: 'page 1', by: INTAKE },
    });
    expect(await why(record.id)).toMatch(/, by the fax header\.$/);
    const events = await desk.ports.records.events(record.id);
    expect(events.at(-1)).toMatchObject({
      type: 'receipt-evidence-added',
      actor: INTAKE,
      details: { evidence: 'fax-header', reference: 'page 1', document: null },
    });
  });

  it('says nothing of it when it is entered at once', async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES, channel: 'fax' });
    expect(await why(record.id)).not.toMatch(/[Rr]eceived/);
  });
});

describe('evidence of receipt', () => {
  it('can be added to a closed case', async () => {
    const { record } = await opened(desk.ports, {
      facts: MET,
      channel: 'phone',
      receivedAt: RECEIVED,
    });
    expect(record.status).toBe('approved');
    const after = accepted(await add(record.id, { kind: 'call-log' })).record;
    expect(after).toMatchObject({ status: 'approved', receiptEvidence: { kind: 'call-log' } });
  });

  it.each([
    ['fax', { kind: 'call-log' }, 'evidence', 'must be one of these for a request by fax: fax-h'],
    ['portal', {}, 'evidence', "can't be added to a request by portal"],
    [
      'fax',
      { document: '00000000-0000-4000-8000-000000000009' },
      'document',
      'must be a document of this case',
    ],
  ] as const)('of a request by %s is refused with %j', async (channel, evidence, path, message) => {
    const record = await faxed(channel);
    expect(refused(await add(record.id, evidence))).toMatchObject({
      code: 'invalid',
      faults: [{ path, message: expect.stringContaining(message) as string }],
    });
    expect((await desk.ports.records.case(record.id))?.version).toBe(record.version);
  });

  it('is refused by someone who saw an earlier version', async () => {
    const record = await faxed();
    accepted(await add(record.id));
    expect(refused(await add(record.id, { version: record.version })).code).toBe('case-changed');
  });
});
