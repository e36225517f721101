import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { modulesOf } from './scripts/entries';
import { featureCatalogs } from './scripts/feature-catalogs';
import { PUBLIC_PLACES } from './src/public-site/addresses';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** React Aria ships its few texts in 34 languages; only ours go into the bundle. */
function onlyOurAriaLanguages(): Plugin {
  const ariaText = /[\\/](?:react-aria|react-aria-components|react-stately)[\\/].*[\\/]([a-z]{2}-[A-Z]{2})\.m?js$/;
  return {
    name: 'only-our-aria-languages',
    enforce: 'pre',
    load(id) {
      const language = ariaText.exec(id)?.[1];
      if (language === undefined || language === 'en-US' || language === 'es-ES') return null;
      return 'export default {};';
    },
  };
}

/** As the gateway does: addresses of the public site get its page, all others the app's. */
function publicSiteAddresses(): Plugin {
  const isPublic = new RegExp(`^/(${PUBLIC_PLACES.join('|')})(/|[?]|$)`);
  const rewrite = (request: { url?: string }, _: unknown, next: () => void) => {
    if (isPublic.test(request.url ?? '')) request.url = '/public-site.html';
    next();
  };
  return {
    name: 'public-site-addresses',
    configureServer: ({ middlewares }) => void middlewares.use(rewrite),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(rewrite),
  };
}

export default defineConfig({
  plugins: [
    onlyOurAriaLanguages(),
    publicSiteAddresses(),
    react(),
    // The message macros are compiled only in files that import them.
    babel({
      include: /[\\/]src[\\/].*\.tsx?$/,
      plugins: ['@lingui/babel-plugin-lingui-macro'],
    }),
    lingui(),
    featureCatalogs(),
    tailwindcss(),
  ],
  resolve: {
    alias: {
      '@app': here('src/app'),
      '@features': here('src/features'),
      '@kit': here('src/kit'),
      '@charts': here('src/charts'),
      '@lib': here('src/lib'),
    },
  },
  server: { proxy: { '/api': process.env['SSFR_GATEWAY_URL'] ?? 'http://127.0.0.1:8000' } },
  build: {
    outDir: 'dist',
    manifest: true,
    target: 'es2022',
    // The content security policy allows no data: address, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { app: here('index.html'), 'public-site': here('public-site.html') },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/](?!react-virtual|virtual-core)/, priority: 2 },
            // What nearly every page needs comes as one file: each file costs slow data a round trip. A part of it is all that
            // the public site needs, and stands by itself, so that nothing else comes along.
            {
              name: (id, graph) => (modulesOf('public-site', graph).has(id) ? 'plain' : null),
              test: /[\\/]src[\\/](kit|lib)[\\/]|node_modules[\\/]@lingui[\\/]|vite[\\/]preload-helper/,
              minShareCount: 3,
              priority: 2,
            },
            { name: 'base', test: /[\\/]src[\\/](kit|lib)[\\/]/, minShareCount: 11, priority: 1 },
          ],
        },
      },
    },
  },
  test: {
    restoreMocks: true,
    projects: [
      // What draws nothing needs no document, which takes longer to make than most of these tests run.
      { extends: true, test: { name: 'models', environment: 'node', include: ['src/**/*.test.ts'] } },
      { extends: true, test: { name: 'components', environment: 'jsdom', include: ['src/**/*.test.tsx'], setupFiles: ['src/lib/test-setup.ts'] } },
    ],
  },
});
