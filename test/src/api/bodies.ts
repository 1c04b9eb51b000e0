import { documentList, letterPreview } from '@assent/contracts';
import { MET } from '../support/facts';
import { LICENSE, unique } from '../support/requests';
import type { Answer, ApiServer } from './api-server';

/** A request body for a member of its own. */
export function bodyOf(facts: object = MET, overrides: object = {}) {
  return {
    requestType: 'initiation',
    lineOfBusiness: 'commercial',
    member: {
      memberId: `TM${unique()}`,
      givenName: 'Nadia',
      familyName: 'Brandt',
      birthDate: '1958-03-09',
    },
    prescriber: { npi: '1234567893', name: 'Lee Park MD', email: 'office@example.org' },
    drug: 'ixazomib',
    facts,
    ...overrides,
  };
}

/** Sends a request under a key of its own, or the one given. */
export function send(api: ApiServer, body: unknown, key = `key-${unique()}`): Promise<Answer> {
  return api.call('POST', '/v1/cases', { body, headers: { 'idempotency-key': key } });
}

/** The two keys of a denial of the case as it is: a license, and the digest of the letter. */
export async function keysOf(api: ApiServer, id: string, denial: object, version = '"1"') {
  const call = { body: denial, headers: { 'if-match': version }, role: 'medical-director' };
  const { body } = await api.call('POST', `/v1/cases/${id}/decision/preview`, call);
  return { license: LICENSE, letterDigest: letterPreview.parse(body).letterDigest };
}

/** Reads each document of a case, as a person does who is to deny it. */
export async function openDocuments(api: ApiServer, id: string, role = 'medical-director') {
  const { body } = await api.call('GET', `/v1/cases/${id}/documents`);
  for (const document of documentList.parse(body).items) {
    const answer = await api.fetch('GET', `/v1/cases/${id}/documents/${document.id}`, { role });
    await answer.arrayBuffer();
  }
}
