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
  ])('removes field %i and leaves the others unchanged', (field, others) => {
    expect([...withoutField(message, field)]).toEqual(others);
  });

  it('removes every occurrence', () => {
    expect([...withoutField(Buffer.from([...text, ...number, ...text]), 3)]).toEqual(number);
  });

  it('leaves a message without the field unchanged', () => {
    expect([...withoutField(message, 9)]).toEqual([...message]);
  });

  it('finds fields whose tag has more than one byte', () => {
    const far = [0x82, 0x01, 0x01, 0x00];
    expect([...withoutField(Buffer.from([...far, ...number]), 16)]).toEqual(number);
  });

  it.each([[[0x08, 0x96]], [[0x0b]], [[0x1a, 0x05, 0x00]]])(
    'refuses bytes that are not a message: %j',
    (bytes) => {
      expect(() => withoutField(Buffer.from(bytes), 1)).toThrow();
    },
  );
});
