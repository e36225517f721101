// A rule for oxlint: imports run app, public-site -> features -> kit, charts -> lib, and no feature reaches into another.
// It reads the folders from the path of the file, so a new feature is guarded from its first line on.
import { posix } from 'node:path';

const RANKS = new Map([
  ['lib', 0],
  ['kit', 1],
  ['charts', 1],
  ['features', 2],
  ['app', 3],
  ['public-site', 3],
]);
/** Folders whose parts, or which among themselves, are strangers to each other; kit and charts may share. */
const APART = new Set(['features', 'app', 'public-site']);
const SOURCE = /^(.*\/src)\/(.+)$/;
const ALIAS = /^@(app|features|kit|charts|lib)\//;

/** The layer of a path below src, and for a feature its name; null for what lies in no layer. */
function placeOf(path) {
  const [layer, feature] = path.split('/');
  const rank = RANKS.get(layer);
  return rank === undefined ? null : { layer, rank, part: layer === 'features' ? feature : layer };
}

/** What is wrong with reaching from one path below src to a module; null when it may. */
function faultOf(path, asked) {
  const from = placeOf(path);
  if (from === null) return null;
  if (from.layer === 'features' && asked.startsWith('@features/')) return 'Inside a feature use relative imports; features never import each other.';
  const isAlias = ALIAS.test(asked);
  if (!isAlias && !asked.startsWith('.')) return null;
  const to = placeOf(isAlias ? asked.slice(1) : posix.join(posix.dirname(path), asked));
  if (to === null || to.rank < from.rank || to.part === from.part) return null;
  if (to.rank > from.rank) return `${from.layer} knows nothing of ${to.layer}, which stands on it.`;
  if (!APART.has(from.layer)) return null;
  return from.layer === 'features' ? 'Features never import each other.' : `${from.layer} and ${to.layer} never import each other.`;
}

const oneWayImports = {
  meta: { type: 'problem' },
  create(context) {
    const path = SOURCE.exec(context.filename.replaceAll('\\', '/'))?.[2];
    if (path === undefined) return {};
    const check = (source) => {
      // Of a text with values in it, the beginning says where it leads.
      const asked = source?.type === 'TemplateLiteral' ? source.quasis[0].value.cooked : source?.value;
      const message = typeof asked === 'string' ? faultOf(path, asked) : null;
      if (message !== null) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source),
    };
  },
};

export default { meta: { name: 'ssfr' }, rules: { 'one-way-imports': oneWayImports } };
