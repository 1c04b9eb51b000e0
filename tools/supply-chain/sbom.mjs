import { licenseOf } from './licenses.mjs';
import { packagesOf } from './packages.mjs';

/**
 * What a lockfile holds as a software bill of materials (CycloneDX 1.6, ECMA-424). The same lockfile
 * gives the same bytes: no time, no number of its own.
 *
 * @param manifest the project's own `package.json`
 */
export function sbomOf(lock, { name, version, description }) {
  const packages = packagesOf(lock);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'pre-build' }],
      component: { type: 'application', 'bom-ref': name, name, version, description },
    },
    components: packages.map(component),
    dependencies: [
      { ref: name, dependsOn: ownNeeds(lock.packages) },
      ...packages.map(({ path }) => ({ ref: path, dependsOn: needsOf(path, lock.packages) })),
    ],
  };
}

function component(each) {
  const { path, name, version, integrity, isTool, optional } = each;
  const license = licenseOf(each);
  const [group, bare] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return {
    type: 'library',
    'bom-ref': path,
    ...(group && { group }),
    name: bare,
    version,
    scope: isTool ? 'excluded' : optional ? 'optional' : 'required',
    hashes: [
      { alg: 'SHA-512', content: Buffer.from(integrity.slice(7), 'base64').toString('hex') },
    ],
    ...(license && { licenses: [{ expression: license.replace(/ (?:and|or) /g, upper) }] }),
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  };
}

const upper = (text) => text.toUpperCase();

/** The packages that the project and its workspaces name, without the workspaces. */
function ownNeeds(packages) {
  const workspaces = Object.keys(packages).filter((path) => !path.includes('node_modules/'));
  const needs = workspaces.flatMap((path) => needsOf(path, packages));
  return [...new Set(needs)].sort();
}

/** The places of what a package needs, each found as Node finds it. */
function needsOf(path, packages) {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = packages[path];
  const names = Object.keys({
    ...dependencies,
    ...devDependencies,
    ...optionalDependencies,
    ...peerDependencies,
  });
  const places = names.map((name) => placeOf(name, path, packages));
  return places.filter((place) => place !== undefined && !packages[place].link).sort();
}

function placeOf(name, from, packages) {
  const place = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (place in packages) return place;
  if (from === '') return undefined;
  const parent = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')));
  return placeOf(name, from.includes('/node_modules/') ? parent : '', packages);
}
