declare module 'virtual:feature-catalogs' {
  import type { Messages } from '@lingui/core';
  /** By language and feature; empty while developing. */
  export const featureCatalogs: Record<'en' | 'es' | 'pseudo', Record<string, () => Promise<{ messages: Messages }>>>;
}

declare module 'virtual:entry-catalogs/public-site' {
  import type { Messages } from '@lingui/core';
  /** What an entry without the app's frame says, by language. */
  export const entryCatalogs: Record<'en' | 'es' | 'pseudo', () => Promise<{ messages: Messages }>>;
}

declare module '*.po' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
}
