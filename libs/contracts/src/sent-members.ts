/** The members of whatever was sent, as far as there are any; for what is judged beside a schema. */
export function sentMembers(sent: unknown): Readonly<Record<string, unknown>> {
  return isObject(sent) ? sent : {};
}

function isObject(sent: unknown): sent is Readonly<Record<string, unknown>> {
  return typeof sent === 'object' && sent !== null && !Array.isArray(sent);
}
