import { createContext, useContext, useRef, useState } from 'react';

/** The case document being read, at a page if one is named. */
export interface OpenDocument {
  readonly id: string;
  readonly name: string;
  readonly page: number | null;
}

/** Opens a document of the case beside its criteria. */
export const OpenDocumentContext = createContext<(document: OpenDocument) => void>(() => undefined);

export function useOpenDocument(): (document: OpenDocument) => void {
  return useContext(OpenDocumentContext);
}

/** The document being read; closing it returns the focus to where it was opened. */
export function useReading() {
  const [opened, setOpened] = useState<OpenDocument | null>(null);
  const opener = useRef<Element | null>(null);
  return {
    opened,
    openDocument: (document: OpenDocument) => {
      opener.current = window.document.activeElement;
      setOpened(document);
    },
    closeDocument: () => {
      setOpened(null);
      // What opened it may be in something hidden by now.
      requestAnimationFrame(() => {
        if (opener.current instanceof HTMLElement) opener.current.focus();
      });
    },
  };
}
