import { loadGuideline } from './load';
import type { Guideline } from './guideline';

/** A small made-up guideline for the specs; each call makes a copy that may be changed. */
export function sampleContent() {
  return {
    guideline: {
      id: 'sample',
      version: '2026-01-01',
      title: 'Sample',
      source: 'Made up',
      drug: { names: ['sample'], codes: [] },
      exceptions: [],
    },
    facts: {
      facts: [
        { path: 'setting', type: 'word', words: ['home', 'clinic'], question: 'Where?' },
        { path: 'diagnosis.code', type: 'code', question: 'Which code?' },
        { path: 'diagnosis.condition', type: 'word', words: ['a', 'b'], question: 'Which?' },
        { path: 'regimen', type: 'agents', ignored: [], question: 'With which drugs?' },
        { path: 'note', type: 'text' },
      ],
      couplings: [
        { kind: 'code-tells-condition', code: 'diagnosis.code', condition: 'diagnosis.condition' },
      ],
    },
    'value-sets': {
      agents: {
        alpha: { brands: ['Alphix'], suffixed: false },
        beta: { brands: [], suffixed: true },
      },
      agentSets: { pair: ['alpha', 'beta'] },
      codes: [{ codes: ['A00.1'], conditions: ['a'] }],
      nonAnswers: ['n a'],
    },
    initiation: {
      root: 'I',
      approvalMonths: 6,
      clauses: [
        { id: 'I', title: 'All', source: '1', all: ['I.1', 'I.2', 'I.3'] },
        {
          id: 'I.1',
          title: 'At home',
          source: '1.a',
          when: { test: 'word-is', fact: 'setting', words: ['home'] },
        },
        {
          id: 'I.2',
          title: 'The pair',
          source: '1.b',
          when: { test: 'regimen-is', fact: 'regimen', agents: 'pair' },
        },
        {
          id: 'I.3',
          title: 'A listed code',
          source: '1.c',
          when: { test: 'code-supports', fact: 'diagnosis.code' },
        },
      ],
    },
    continuation: {
      root: 'C',
      approvalMonths: 12,
      clauses: [
        {
          id: 'C',
          title: 'At home',
          source: '2',
          when: { test: 'word-is', fact: 'setting', words: ['home'] },
        },
      ],
    },
    renewal: { advisories: [], askedAnew: ['note'], treatment: [], foreseen: { setting: 'home' } },
    holds: [],
    advisories: [
      {
        id: 'A.clinic',
        message: 'In a clinic.',
        source: '3',
        when: { all: [{ test: 'word-is', fact: 'setting', words: ['clinic'] }] },
      },
    ],
  };
}

export function sampleGuideline(): Guideline {
  return loadGuideline(sampleContent(), 'digest');
}
