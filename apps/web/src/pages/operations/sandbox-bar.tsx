/** In the sandbox, a clock that can be moved. */
export function SandboxBar() {
  return null;
}
