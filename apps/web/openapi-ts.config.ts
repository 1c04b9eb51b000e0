import { defineConfig } from '@hey-api/openapi-ts';

/** The client of the API, from its description; `src/client` is made by the build. */
export default defineConfig({
  input: '../../docs/generated/openapi.json',
  // Its own code is held to less than ours; its types are checked where they are used.
  output: { path: 'src/client', postProcess: [], header: ['// @ts-nocheck'] },
  plugins: [
    { name: '@hey-api/client-fetch', throwOnError: true },
    '@hey-api/typescript',
    '@hey-api/sdk',
    '@tanstack/react-query',
  ],
});
