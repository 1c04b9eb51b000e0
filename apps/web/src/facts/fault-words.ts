/** The API says what is wrong in words that follow the member's name; here as a sentence of its own. */
export function faultSentence(message: string): string {
  return `This ${message}.`;
}
