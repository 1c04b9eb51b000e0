import fc from 'fast-check';
import { openedCursor, sealedCursor } from './cursor';

test('opens every cursor that it sealed', () => {
  fc.assert(
    fc.property(fc.string(), (cursor) => {
      const sealed = sealedCursor('cases', cursor) ?? undefined;
      expect(openedCursor('cases', sealed)).toEqual({ cursor });
    }),
  );
});

test('refuses any other text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => openedCursor('cases', text)).toThrow();
    }),
  );
});

test('refuses the cursor of a different list', () => {
  const sealed = sealedCursor('reminders', 'there') ?? undefined;
  expect(() => openedCursor('cases', sealed)).toThrow();
});

test('returns no cursor after the last page', () => {
  expect(sealedCursor('cases', null)).toBeNull();
});
