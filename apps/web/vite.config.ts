import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './build/precompress.ts';

/** Where `npm start` serves the API, for `vite` while developing. */
const API = process.env['ASSENT_API'] ?? 'http://127.0.0.1:3000';

/** What several pages need comes in one file: a file for each piece would be dozens of requests. */
const GROUPS = [{ name: 'shared', minShareCount: 3 }];

export default defineConfig({
  plugins: [react(), precompress()],
  // What is built depends on nothing but the sources.
  envDir: false,
  build: {
    outDir: 'dist',
    // One set of tokens serves both colour schemes by `light-dark()`, which these browsers know.
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // The content security policy takes no `data:` addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: false,
    // One sheet: a page that is opened later needs no other before it is drawn.
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
  },
  server: { proxy: { '/v1': API, '/dev': API, '/openapi.json': API } },
});
