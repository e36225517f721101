import { fileURLToPath } from 'node:url';

/** Entries beside the app: their main files, by name. */
const MAINS = { 'public-site': fileURLToPath(new URL('../src/public-site/main.tsx', import.meta.url)) };

export type EntryName = keyof typeof MAINS;
export const ENTRIES = Object.keys(MAINS) as EntryName[];

type ModuleEdges = { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] };
export type Graph = { getModuleInfo(id: string): ModuleEdges | null };

const known = new WeakMap<Graph, Map<EntryName, ReadonlySet<string>>>();

/** Every module that an entry may load, once all are known. */
export function modulesOf(entry: EntryName, graph: Graph): ReadonlySet<string> {
  const ofGraph = known.get(graph) ?? new Map<EntryName, ReadonlySet<string>>();
  known.set(graph, ofGraph);
  const before = ofGraph.get(entry);
  if (before !== undefined) return before;
  const seen = new Set<string>();
  const waiting = [MAINS[entry]];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const module = graph.getModuleInfo(id);
    waiting.push(...(module?.importedIds ?? []), ...(module?.dynamicallyImportedIds ?? []));
  }
  ofGraph.set(entry, seen);
  return seen;
}
