// Every refusal that code throws stands in a catalogue with the same rule and kind; no reason and no number stands for two things.
import ts from 'typescript';
import { report, sources } from './sources.ts';

type Entry = { path: string; reason: string; rule?: string; kind?: string; code?: string };

const literals = (object: ts.ObjectLiteralExpression): Record<string, string | undefined> =>
  Object.fromEntries(
    object.properties.filter(ts.isPropertyAssignment).map(({ name, initializer }) => [
      name.getText(),
      ts.isStringLiteral(initializer) || ts.isNumericLiteral(initializer) ? initializer.text : undefined,
    ]),
  );

function collect(path: string, text: string): { thrown: Entry[]; listed: Entry[] } {
  const thrown: Entry[] = [];
  const listed: Entry[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const { reason, rule, kind } = literals(node);
      if (reason && rule && kind) thrown.push({ path, reason, rule, kind });
    }
    if (ts.isCallExpression(node) && node.expression.getText() === 'defineReasons') {
      const [catalogue] = node.arguments;
      if (!catalogue || !ts.isObjectLiteralExpression(catalogue)) throw new Error(`${path}: defineReasons takes an object literal`);
      for (const property of catalogue.properties.filter(ts.isPropertyAssignment)) {
        if (ts.isObjectLiteralExpression(property.initializer)) listed.push({ path, reason: property.name.getText(), ...literals(property.initializer) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return { thrown, listed };
}

const files = sources(/^libs\/.*\.ts$/).filter(({ path }) => !path.endsWith('.spec.ts'));
const found = files.map(({ path, text }) => collect(path, text));
const listed = found.flatMap((file) => file.listed);
const thrown = found.flatMap((file) => file.thrown);
const catalogue = new Map(listed.map((entry) => [entry.reason, entry]));

const faults = [
  ...listed.filter((entry) => catalogue.get(entry.reason) !== entry).map(({ path, reason }) => `${path}: ${reason} is in two catalogues`),
  ...listed.filter(({ rule, code, kind }) => !rule || !code || !kind).map(({ path, reason }) => `${path}: ${reason} lacks rule, code or kind`),
  ...thrown.flatMap(({ path, reason, rule, kind }) => {
    const entry = catalogue.get(reason);
    if (!entry) return [`${path}: ${reason} is in no catalogue`];
    return entry.rule === rule && entry.kind === kind ? [] : [`${path}: ${reason} is thrown as ${rule} ${kind}, listed as ${entry.rule} ${entry.kind}`];
  }),
];
report('reasons', faults, listed.length);
