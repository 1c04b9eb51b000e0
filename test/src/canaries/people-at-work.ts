import { appeal, caseJson, documentList, letterPreview, letterTemplates } from '@assent/contracts';
import { z } from 'zod';
import { ANSWER, MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { LICENSE } from '../support/requests';
import type { Canaries } from './canaries';

/** An answer with everything that is looked at. */
export interface HeardAnswer {
  readonly status: number;
  readonly headers: string;
  readonly text: string;
}

export interface Sending {
  readonly role?: string;
  readonly subject?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export type Call = (method: string, path: string, sending?: Sending) => Promise<HeardAnswer>;

type Case = z.output<typeof caseJson>;

/** Where letters of a case go; the mail server refuses `refused` and `later`. */
export type MailHost = 'mail' | 'refused' | 'later';

/** What people of a plan do on a day, with a canary in every text that they write. */
export interface PeopleAtWork {
  open(facts: object, host: MailHost): Promise<Case>;
  inform(of: Case): Promise<void>;
  withdraw(of: Case): Promise<void>;
  /** With a document that was read, and an appeal that is upheld. */
  denyAndHearAppeal(of: Case): Promise<void>;
  /** Reads everything that there is of a case. */
  read(of: Case): Promise<void>;
  search(): Promise<void>;
  changeLetters(): Promise<void>;
}

export const FACTS = { met: MET, oneMissing: ONE_MISSING, notMet: TOO_MANY_CAPSULES };

export function peopleAtWork(call: Call, words: Canaries): PeopleAtWork {
  const must = async (method: string, path: string, sending?: Sending): Promise<unknown> => {
    const { status, text } = await call(method, path, sending);
    if (status >= 300) throw new Error(`${method} ${path}: ${text}`);
    return JSON.parse(text);
  };
  const json = (body: object) => JSON.stringify(body);
  const version = (of: { readonly version: number }) => ({ 'if-match': `"${of.version}"` });
  const sentence = (where: string) => `The office told us about ${words.plant(where)} today.`;

  return {
    async open(facts, host) {
      const plant = (what: string) => words.plant(`a request: ${what}`);
      const body = {
        requestType: 'initiation',
        lineOfBusiness: 'commercial',
        channel: 'fax',
        receipt: { evidence: 'fax-header', reference: plant('evidence') },
        member: {
          memberId: plant("the member's ID").toUpperCase(),
          givenName: plant('the first name'),
          familyName: plant('the last name'),
          birthDate: '1958-03-09',
          email: `${plant("the member's email")}@${host}.example.org`,
          address: {
            line1: `1 ${plant('the street')} Street`,
            city: plant('the city'),
            state: 'IL',
            postalCode: '62701',
          },
        },
        prescriber: {
          npi: '1234567893',
          name: plant("the prescriber's name"),
          email: `${plant("the office's email")}@${host}.example.org`,
        },
        drug: 'ixazomib',
        facts: {
          ...facts,
          bortezomib: {
            clinicallyInappropriate: true,
            inappropriateReason: sentence('a request: why bortezomib is inappropriate'),
          },
        },
      };
      return caseJson.parse(await must('POST', '/v1/cases', { body: json(body) }));
    },
    async inform({ id }) {
      const facts = {
        ...ANSWER,
        beneficialResponse: { achieved: true, evidence: sentence('information: the evidence') },
      };
      await must('POST', `/v1/cases/${id}/information`, { body: json({ facts }) });
    },
    async withdraw({ id }) {
      const body = json({ reason: sentence('the reason for a withdrawal') });
      await must('POST', `/v1/cases/${id}/withdraw`, { body });
    },
    async denyAndHearAppeal(of) {
      const { id } = of;
      await upload(id);
      const director = { role: 'medical-director', subject: 'first-director' };
      const documents = documentList.parse(await must('GET', `/v1/cases/${id}/documents`));
      for (const document of documents.items) {
        await call('GET', `/v1/cases/${id}/documents/${document.id}`, director);
      }
      const path = `/v1/cases/${id}/decision`;
      const denial = { decision: 'deny', rationale: sentence('a rationale'), clauses: ['I.3'] };
      const seen = caseJson.parse(await must('GET', `/v1/cases/${id}`));
      const sending = { ...director, headers: version(seen) };
      const preview = letterPreview.parse(
        await must('POST', `${path}/preview`, { ...sending, body: json(denial) }),
      );
      const keys = { license: LICENSE, letterDigest: preview.letterDigest };
      await must('POST', path, { ...sending, body: json({ ...denial, ...keys }) });
      const request = { by: 'member', urgency: 'standard', reason: sentence('an appeal') };
      const filed = appeal.parse(
        await must('POST', `/v1/cases/${id}/appeals`, { body: json(request) }),
      );
      const decision = {
        decision: 'uphold',
        rationale: sentence('a decision on an appeal'),
        license: LICENSE,
      };
      await must('POST', `/v1/appeals/${filed.id}/decision`, {
        role: 'medical-director',
        subject: 'second-director',
        headers: version(filed),
        body: json(decision),
      });
      await call('GET', `/v1/appeals/${filed.id}/file`, { headers: { accept: 'application/pdf' } });
    },
    async read({ id, number }) {
      for (const part of ['', '/timeline', '/notices', '/letters', '/clocks', '/documents']) {
        await must('GET', `/v1/cases/${id}${part}`);
      }
      const letters = letterList.parse(await must('GET', `/v1/cases/${id}/letters`));
      for (const letter of letters.items) {
        for (const accept of ['application/pdf', 'text/html', 'text/plain']) {
          await call('GET', `/v1/letters/${letter.id}`, { headers: { accept } });
        }
      }
      await must('GET', `/v1/cases?q=${number}`);
    },
    async search() {
      const body = json({ text: words.plant('a search for a member') });
      await must('POST', '/v1/members/search', { body });
      const q = words.plant('a search for a case');
      await must('POST', '/v1/cases/search', { body: json({ q, queue: 'all' }) });
    },
    async changeLetters() {
      const admin = { role: 'admin' };
      const path = '/v1/letter-templates';
      const now = letterTemplates.parse(await must('GET', path, admin));
      const { letterhead, hours, closing } = now;
      const text = sentence('a paragraph of the plan');
      const body = {
        ...{ letterhead, hours, closing },
        paragraphs: [{ kind: 'approval', recipient: 'prescriber', language: 'en', text }],
        reason: sentence('why letters change'),
      };
      await must('PUT', path, { ...admin, headers: version(now), body: json(body) });
    },
  };

  async function upload(caseId: string): Promise<void> {
    const form = new FormData();
    const name = `${words.plant('the name of a file')}.txt`;
    form.append(
      'file',
      new Blob([sentence('the content of a file')], { type: 'text/plain' }),
      name,
    );
    const encoded = new Response(form);
    const { status, text } = await call('POST', `/v1/cases/${caseId}/documents`, {
      headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
      body: new Uint8Array(await encoded.arrayBuffer()),
    });
    if (status !== 201) throw new Error(text);
  }
}

const letterList = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });
