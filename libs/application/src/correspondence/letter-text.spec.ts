import { contentOfText, letterText } from './letter-text';

describe('the text of a letter', () => {
  it('has each block in its lines, a blank line between blocks, and no subject', () => {
    const text = letterText({
      blocks: [
        { type: 'letterhead', name: 'Plan', lines: ['1 Street', 'Phone 1'] },
        { type: 'date', text: 'May 1, 2027' },
        { type: 'addressee', lines: ['To Ada Quist MD', '2 Street'] },
        {
          type: 'reference',
          entries: [
            { label: 'Case', value: 'PA-1' },
            { label: 'Drug', value: 'Drug A' },
          ],
        },
        { type: 'subject', text: 'PA-1: information request' },
        { type: 'list', introduction: 'Please send us:', items: ['this', 'that'] },
        { type: 'paragraph', text: 'two\nlines' },
        { type: 'signature', text: 'Plan' },
      ],
    });
    expect(text).toBe(
      [
        'Plan\n1 Street\nPhone 1',
        'May 1, 2027',
        'To Ada Quist MD\n2 Street',
        'Case: PA-1\nDrug: Drug A',
        'Please send us:\n- this\n- that',
        'two\nlines',
        'Plan',
      ].join('\n\n'),
    );
  });

  it.each(['one', 'one\n\ntwo\nlines', '\n\n\n\none\n\n\n- two\n\n', ''])(
    'is the text that its content was made from: %j',
    (text) => {
      const content = contentOfText('subject', text);
      expect(content.blocks[0]).toEqual({ type: 'subject', text: 'subject' });
      expect(letterText(content)).toBe(text);
    },
  );
});
