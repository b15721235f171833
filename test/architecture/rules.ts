import ts from 'typescript';

/** One source file as the rules see it: `path` relative to the project, for example `src/invoices/domain/invoice.ts`. */
export interface SourceFile {
  path: string;
  text: string;
}

export interface Offence {
  rule: string;
  path: string;
  what: string;
}

export type Rule = (files: readonly SourceFile[]) => Offence[];

/** Low to high: a module may import only those before it. */
export const MODULE_ORDER = [
  'locations', 'staff', 'calendar', 'choices', 'mail', 'patients', 'insurers', 'services', 'invoices', 'claims', 'payments', 'deposits', 'receipts', 'settlements', 'remittances', 'scans', 'worklists', 'ledger', 'documents', 'audit', 'search', 'reports', 'home',
];
/** Siblings of one rank do not know each other, but the later of them may read the earlier's door. */
const PLAIN = ['shared', 'platform'];

const MOST_LINES = 260;
const MOST_FUNCTION_LINES = 45;

export function importsOf(file: SourceFile): string[] {
  const specifiers = [...file.text.matchAll(/\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm)];
  return specifiers.map((match) => match[1] ?? match[2] ?? match[3]!);
}

/** `src/a/b.ts` + `../c/d.js` → `src/c/d.ts`; `undefined` for packages. */
export function resolveImport(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/').replace(/\.js$/, '.ts');
}

function moduleOf(path: string): string | undefined {
  return /^src\/([a-z-]+)\//.exec(path)?.[1];
}

function eachImport(files: readonly SourceFile[], judge: (file: SourceFile, specifier: string, target: string | undefined) => string | undefined, rule: string): Offence[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap((specifier) => {
      const what = judge(file, specifier, resolveImport(file.path, specifier));
      return what === undefined ? [] : [{ rule, path: file.path, what }];
    }),
  );
}

export const sharedIsPure: Rule = (files) =>
  eachImport(files, (file, specifier, target) => (moduleOf(file.path) === 'shared' && !target?.startsWith('src/shared/') ? `imports ${specifier}` : undefined), 'shared imports only itself');

export const domainIsPure: Rule = (files) =>
  eachImport(
    files,
    (file, specifier, target) => {
      if (!file.path.includes('/domain/')) return undefined;
      const own = `src/${moduleOf(file.path)}/domain/`;
      return target?.startsWith(own) || target?.startsWith('src/shared/') ? undefined : `imports ${specifier}`;
    },
    'domain imports only itself and shared',
  );

export const applicationKnowsNoAdapter: Rule = (files) =>
  eachImport(files, (file, specifier, target) => (file.path.includes('/application/') && target?.includes('/adapters/') ? `imports ${specifier}` : undefined), 'application never imports adapters');

export const modulesHaveOneDoor: Rule = (files) =>
  eachImport(
    files,
    (file, specifier, target) => {
      const [from, to] = [moduleOf(file.path), target && moduleOf(target)];
      if (!to || to === from || PLAIN.includes(to)) return undefined;
      return target === `src/${to}/index.ts` || target === `src/${to}/${to}.module.ts` ? undefined : `reaches into ${specifier}`;
    },
    'a module is entered by its index',
  );

export const modulesPointOneWay: Rule = (files) =>
  eachImport(
    files,
    (file, specifier, target) => {
      const [from, to] = [moduleOf(file.path), target && moduleOf(target)];
      if (!from || !to || from === to || from === 'cli' || PLAIN.includes(to)) return undefined;
      if (PLAIN.includes(from)) return `knows the module ${to}`;
      return MODULE_ORDER.indexOf(to) < MODULE_ORDER.indexOf(from) ? undefined : `imports ${specifier}, which is higher up`;
    },
    'one direction between modules; shared and platform know none',
  );

interface Ban {
  pattern: RegExp;
  /** Where it is allowed after all. */
  except?: RegExp;
  only?: RegExp;
  instead: string;
}

const BANS: Ban[] = [
  { pattern: /\bsequelize\.transaction\s*\(|\.transaction\(async/, instead: 'Commands.execute runs the transaction' },
  { pattern: /\bCommandBus\b/, except: /^src\/platform\/commands\.ts$/, instead: 'Commands.execute or Commands.within' },
  { pattern: /\bQueryBus\b/, instead: 'a …Queries class' },
  { pattern: /\bAggregateRoot\b/, instead: 'Aggregate of shared/' },
  { pattern: /\bEventBus\b/, except: /^src\/platform\/awaited-event-publisher\.ts$/, instead: 'raise() in the aggregate' },
  { pattern: /database\/session\.js/, except: /^src\/platform\/(commands|open-unit|numbers|outside-trail|database\/reader)\.ts$/, instead: 'Commands: only the unit of work writes' },
  { pattern: /database\/guard\.js/, except: /^src\/platform\/database\//, instead: 'Reader, or Commands' },
  { pattern: /\bPromise\.all\b/, only: /\/(application|domain)\//, instead: 'await one after another: a transaction has one connection' },
  { pattern: /\bnew Date\(\)|\bDate\.now\(\)/, only: /\/(application|domain)\//, instead: 'unit.now or the calendar' },
  { pattern: /\bMath\.random\b/, except: /^src\/platform\/commands\.ts$/, instead: 'newId(), or crypto' },
  { pattern: /\bparseFloat\b|\.toFixed\(/, instead: 'Money.parse and formatCents' },
  { pattern: /\bconsole\.(log|debug|info)\b/, except: /^src\/(cli|main)/, instead: 'the log, or the command line’s output' },
  { pattern: /\.catch\(\(\) *=> *(undefined|null|\{\})\)|catch *(\([^)]*\))? *\{ *\}/, instead: 'handle it or let it pass' },
  { pattern: /\b(TODO|FIXME|XXX|HACK)\b/, instead: 'finish it, or open an issue' },
];

export const bannedCalls: Rule = (files) =>
  files.flatMap((file) =>
    BANS.filter(({ pattern, except, only }) => pattern.test(file.text) && !except?.test(file.path) && (!only || only.test(file.path))).map(({ pattern, instead }) => ({
      rule: 'banned call',
      path: file.path,
      what: `${pattern.exec(file.text)![0]}: instead, ${instead}`,
    })),
  );

/** A service is what a clinic sells, so `Service` itself, data about one and the acts on it may be called so; any other class `…Service` may not. */
const FORBIDDEN_NAME = /\b(?:(?:class|interface|type)\s+(\w*(?:Manager|Helper|Util|Utils|Impl|Dto|Entity)|Base[A-Z]\w+)|class\s+(?!(?:Add|Edit)Service\b)(\w+Service))\b/;

export const forbiddenNames: Rule = (files) =>
  files.flatMap((file) => {
    const found = FORBIDDEN_NAME.exec(file.text);
    const name = found?.[1] ?? found?.[2];
    return name === undefined ? [] : [{ rule: 'a name that says nothing', path: file.path, what: name }];
  });

/** `entries` are started by somebody else: Nest, npm, the migration runner. */
export function everyFileIsImported(entries: readonly string[]): Rule {
  return (files) => {
    const imported = new Set(files.flatMap((file) => importsOf(file).map((specifier) => resolveImport(file.path, specifier))));
    return files.filter(({ path }) => !imported.has(path) && !entries.includes(path)).map(({ path }) => ({ rule: 'a file nobody imports', path, what: 'delete it or use it' }));
  };
}

export const filesAreShort: Rule = (files) =>
  files.flatMap((file) => {
    const lines = file.text.split('\n').length;
    return lines > MOST_LINES ? [{ rule: 'a file is one thing', path: file.path, what: `${lines} lines, at most ${MOST_LINES}` }] : [];
  });

export const functionsAreShort: Rule = (files) =>
  files.flatMap((file) => {
    const offences: Offence[] = [];
    const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node) && 'body' in node && node.body) {
        const lines = source.getLineAndCharacterOfPosition(node.end).line - source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        if (lines > MOST_FUNCTION_LINES) offences.push({ rule: 'a function is short', path: file.path, what: `${lines} lines: ${node.getText().slice(0, 40)}` });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return offences;
  });

export const SOURCE_RULES: Record<string, Rule> = {
  sharedIsPure, domainIsPure, applicationKnowsNoAdapter, modulesHaveOneDoor, modulesPointOneWay, bannedCalls, forbiddenNames, filesAreShort, functionsAreShort,
};

const VIEW_BANS: [RegExp, string][] = [
  [/\|\s*safe\b/, 'autoescape stays on'],
  [/\bhx-on\b/, 'a script in static/'],
  [/\bjs:/, 'no evaluated attribute'],
  [/<script(?![^>]*\bsrc=)/, 'no inline script'],
  [/<style\b|\sstyle=/, 'a class in static/app.css'],
  [/\son[a-z]+=/, 'a script in static/'],
  [/=\{\{/, 'quote the attribute'],
  [/https?:\/\/(?!www\.w3\.org)/, 'everything is served from this machine'],
];

export const viewsAreSafe: Rule = (views) =>
  views.flatMap((view) => VIEW_BANS.filter(([pattern]) => pattern.test(view.text)).map(([pattern, instead]) => ({ rule: 'unsafe template', path: view.path, what: `${pattern.exec(view.text)![0]}: ${instead}` })));

/** A fragment is swapped by id: one root element that has one, and no layout. */
export const fragmentsStandAlone: Rule = (views) =>
  views
    .filter(({ path }) => /\/_[^/]+$/.test(path))
    .filter(({ text }) => /\{%\s*extends/.test(text))
    .map(({ path }) => ({ rule: 'a fragment never extends', path, what: '{% extends %}' }));

export function everyViewIsRendered(views: readonly SourceFile[], sources: readonly SourceFile[]): Offence[] {
  const said = [...views, ...sources].map(({ text }) => text).join('\n');
  return views
    .filter(({ path }) => {
      const name = path.replace(/^views\//, '');
      return !said.includes(name) && !said.includes(`'${name.replace(/\.njk$/, '')}'`);
    })
    .map(({ path }) => ({ rule: 'a view nobody renders', path, what: 'delete it or render it' }));
}
