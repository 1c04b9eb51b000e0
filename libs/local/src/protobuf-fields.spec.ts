import { withoutField } from './protobuf-fields';

/** One field of each wire type: 1 a number, 2 eight bytes, 3 a text, 4 four bytes. */
const fields = {
  number: [0x08, 0x96, 0x01],
  eightBytes: [0x11, 1, 2, 3, 4, 5, 6, 7, 8],
  text: [0x1a, 0x02, 0x22, 0x22],
  fourBytes: [0x25, 1, 2, 3, 4],
};
const { number, eightBytes, text, fourBytes } = fields;
const message = Buffer.from([...number, ...eightBytes, ...text, ...fourBytes]);

describe('withoutField', () => {
  it.each([
    [1, [...eightBytes, ...text, ...fourBytes]],
    [2, [...number, ...text, ...fourBytes]],
    [3, [...number, ...eightBytes, ...fourBytes]],
    [4, [...number, ...eightBytes, ...text]],
  ])('takes field %i out and leaves the others as they are', (field, others) => {
    expect([...withoutField(message, field)]).toEqual(others);
  });

  it('takes out every occurrence', () => {
    expect([...withoutField(Buffer.from([...text, ...number, ...text]), 3)]).toEqual(number);
  });

  it('leaves a message as it is that has no such field', () => {
    expect([...withoutField(message, 9)]).toEqual([...message]);
  });

  it('knows fields by more than one byte of tag', () => {
    const far = [0x82, 0x01, 0x01, 0x00];
    expect([...withoutField(Buffer.from([...far, ...number]), 16)]).toEqual(number);
  });

  it.each([[[0x08, 0x96]], [[0x0b]], [[0x1a, 0x05, 0x00]]])(
    'refuses bytes that are no message: %j',
    (bytes) => {
      expect(() => withoutField(Buffer.from(bytes), 1)).toThrow();
    },
  );
});
