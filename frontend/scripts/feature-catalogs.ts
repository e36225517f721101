import { readdirSync } from 'node:fs';
import type { Plugin } from 'vite';
import { ENTRIES, type Graph, modulesOf } from './entries';

/**
 * One catalog a language is easy to translate and, with two thousand texts, too heavy to load at once. The build parts it:
 * what the frame of the app says comes first, what a feature says comes with the pages that hold the feature. An entry
 * without the app's frame gets one catalog of exactly what its modules say.
 */
const LANGUAGES = ['en', 'es', 'pseudo'];
const BASE = 'base';
const LIST = 'virtual:feature-catalogs';
const PART = 'virtual:feature-catalog/';
const CATALOG = /[\\/]locales[\\/](\w+)\.po$/;
const ENTRY_LIST = 'virtual:entry-catalogs/';
const ENTRY_PART = 'virtual:entry-catalog/';
/** Texts of an entry's own files are no part of the app's frame either. */
const FEATURE = new RegExp(`[\\\\/]src[\\\\/](?:features[\\\\/]([a-z0-9-]+)|(${ENTRIES.join('|')}))[\\\\/]`);
const ROUTE = /[\\/]src[\\/]app[\\/]routes[\\/][^\\/]+\.tsx$/;
/** How a text is named once its macro is compiled. */
const MESSAGE_ID = /\bid:\s*["']([A-Za-z0-9+/]{6})["']/g;
const PLACE = /(["'`])@@messages:(\w+):([a-z0-9/-]+)@@\1/g;

/** Other languages take up to a third more room than English, so the made-up one does too, in each word. */
const longer = (written: string) => written.replace(/[àēĩō]/g, '$&$&');

const placeOf = (language: string, part: string) => `export const messages = JSON.parse("@@messages:${language}:${part}@@");`;

export function featureCatalogs(): Plugin {
  const features = readdirSync(new URL('../src/features', import.meta.url));
  const texts = new Map<string, Record<string, unknown>>();
  const used = new Map<string, Set<string>>();
  const said = new Map<string, string[]>();
  let isBuild = false;

  function messagesOf(language: string, part: string, graph: Graph): Record<string, unknown> {
    const all = texts.get(language) ?? {};
    const entry = ENTRIES.find((name) => part === `entry/${name}`);
    if (entry !== undefined) {
      const ids = new Set([...modulesOf(entry, graph)].flatMap((id) => said.get(id) ?? []));
      return Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id)));
    }
    if (part !== BASE) return Object.fromEntries(Object.entries(all).filter(([id]) => used.get(part)?.has(id)));
    // What no feature is known to say is kept, so that a text can never be lost.
    const ofFeatures = new Set([...features, ...ENTRIES].flatMap((own) => Array.from(used.get(own) ?? [])));
    return Object.fromEntries(Object.entries(all).filter(([id]) => used.get(BASE)?.has(id) || !ofFeatures.has(id)));
  }

  return {
    name: 'feature-catalogs',
    enforce: 'post',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    resolveId: (id) => (id === LIST || [PART, ENTRY_LIST, ENTRY_PART].some((start) => id.startsWith(start)) ? id : null),
    load(id) {
      if (id === LIST) {
        const entries = isBuild
          ? LANGUAGES.map((language) => `${language}: { ${features.map((part) => `'${part}': () => import('${PART}${language}/${part}')`).join(', ')} }`)
          : LANGUAGES.map((language) => `${language}: {}`);
        return `export const featureCatalogs = { ${entries.join(', ')} };`;
      }
      if (id.startsWith(ENTRY_LIST)) {
        const entry = id.slice(ENTRY_LIST.length);
        return `export const entryCatalogs = { ${LANGUAGES.map((language) => `${language}: () => import('${ENTRY_PART}${language}/${entry}')`).join(', ')} };`;
      }
      if (id.startsWith(ENTRY_PART)) {
        const [language = '', entry = ''] = id.slice(ENTRY_PART.length).split('/');
        // While developing the whole catalog is there at once.
        return isBuild ? placeOf(language, `entry/${entry}`) : `export { messages } from '/src/locales/${language}.po';`;
      }
      if (!id.startsWith(PART)) return null;
      const [language = '', part = ''] = id.slice(PART.length).split('/');
      return placeOf(language, part);
    },
    transform(code, id) {
      if (!isBuild) return null;
      const language = CATALOG.exec(id)?.[1];
      if (language !== undefined) {
        const written = /JSON\.parse\(("(?:[^"\\]|\\.)*")\)/.exec(code)?.[1];
        if (written === undefined) throw new Error(`${id} is no compiled catalog as lingui writes it`);
        const text = JSON.parse(written) as string;
        texts.set(language, JSON.parse(language === 'pseudo' ? longer(text) : text) as Record<string, unknown>);
        return { code: placeOf(language, BASE), map: null };
      }
      if (!/[\\/]src[\\/].*\.tsx?$/.test(id)) return null;
      const found = FEATURE.exec(id);
      const part = found?.[1] ?? found?.[2] ?? BASE;
      const ids = used.get(part) ?? new Set<string>();
      used.set(part, ids);
      said.set(id, [...code.matchAll(MESSAGE_ID)].map(([, message = '']) => message));
      for (const message of said.get(id) ?? []) ids.add(message);
      if (!ROUTE.test(id)) return null;
      // A page's module is there only when its texts are.
      const parts = [...new Set([...code.matchAll(/@features\/([a-z0-9-]+)\//g)].map(([, feature]) => feature))];
      if (parts.length === 0) return null;
      return { code: `${code}\nimport { speakOf as __speakOf } from '@lib/language';\nawait Promise.all([${parts.map((one) => `__speakOf('${one}')`).join(', ')}]);\n`, map: null };
    },
    renderChunk(code) {
      if (!code.includes('@@messages:')) return null;
      return {
        code: code.replaceAll(PLACE, (_, __, language: string, part: string) => JSON.stringify(JSON.stringify(messagesOf(language, part, this)))),
        map: null,
      };
    },
  };
}
