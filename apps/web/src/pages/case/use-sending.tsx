import { useState } from 'react';

/** Sends a form's body; it keeps the refusal, and closes the dialog once it is done. */
export function useSending(onClose: () => void) {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async (sending: Promise<string | null>) => {
    setBusy(true);
    const refused = await sending;
    setBusy(false);
    setRefusal(refused);
    if (refused === null) onClose();
  };
  return { isBusy, send, refused: refusal === null ? null : <p role="alert">{refusal}</p> };
}
