import { parseAst } from 'rolldown/parseAst';

/** One small change to a source that its tests should notice. */
export interface Mutant {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly line: number;
  /** The kind of change, for the table of survivors. */
  readonly kind: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<='],
  '<=': ['<'],
  '>': ['>='],
  '>=': ['>'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
};
const SEVERITIES: Readonly<Record<string, string>> = { error: 'warning', warning: 'hint', hint: 'error' };

/**
 * Every mutant of a rule file: conditions negated, comparisons and connectives swapped, numbers increased and decreased
 * by one, severities swapped, `return` and `continue` removed, the column of a place swapped.
 * @param otherColumn another column of a tab, `null` if that is no tab
 */
export function mutantsOf(
  source: string,
  otherColumn: (tab: string, field: string) => string | null,
): readonly Mutant[] {
  const mutants: Mutant[] = [];
  const add = (node: { start: number; end: number }, text: string, kind: string): void => {
    const line = source.slice(0, node.start).split('\n').length;
    mutants.push({ from: node.start, to: node.end, text, line, kind });
  };
  const textOf = (node: Node): string => source.slice(node.start, node.end);
  const negate = (node: Node): void => add(node, `!(${textOf(node)})`, 'negated');
  const visit = (node: Node, parent: Node | null): void => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
        return;
      case 'BinaryExpression':
      case 'LogicalExpression': {
        const [left, right] = [node.left as Node, node.right as Node];
        for (const operator of OPERATORS[node.operator as string] ?? []) {
          const [before, after] = [textOf(left), textOf(right)];
          // Brackets: `a && b || c` after a swap would have another meaning.
          add(node, `((${before}) ${operator} (${after}))`, `${node.operator} → ${operator}`);
        }
        break;
      }
      case 'IfStatement':
      case 'ConditionalExpression':
      case 'WhileStatement':
        negate(node.test as Node);
        break;
      case 'UnaryExpression':
        if (node.operator === '!') add(node, `(${textOf(node.argument as Node)})`, '! taken out');
        break;
      case 'Literal':
        if (typeof node.value === 'number' && parent?.type !== 'TSLiteralType') {
          add(node, `(${node.value + 1})`, '+ 1');
          add(node, `(${node.value - 1})`, '− 1');
        }
        break;
      case 'MemberExpression': {
        const [object, property] = [node.object as Node, node.property as Node];
        const other = object.name === 'Severity' ? SEVERITIES[String(property.name)] : undefined;
        if (other) add(property, other, `Severity.${other}`);
        break;
      }
      case 'ReturnStatement':
      case 'ContinueStatement':
      case 'BreakStatement':
        if (parent?.type === 'IfStatement' || node.argument === null || node.type === 'ContinueStatement')
          add(node, '{}', 'taken out');
        break;
      case 'CallExpression': {
        // The sentences of a citation are checked by the page of the guideline, not by the rule's own test.
        if (textOf(node.callee as Node) === 'guideline') return;
        const [tab, , field] = node.arguments as readonly Node[];
        const isPlace = /(?:^|\.)(?:cellPlace|place)$/.test(textOf(node.callee as Node));
        if (isPlace && typeof tab?.value === 'string' && typeof field?.value === 'string') {
          const other = otherColumn(tab.value, field.value);
          if (other !== null) add(field, `'${other}'`, `place in ${other}`);
        }
        break;
      }
    }
    for (const [key, value] of Object.entries(node)) {
      if (key === 'parent' || key === 'typeAnnotation' || key === 'returnType' || key === 'typeParameters') continue;
      for (const child of Array.isArray(value) ? value : [value])
        if (typeof child === 'object' && child !== null && 'type' in child) visit(child as Node, node);
    }
  };
  visit(parseAst(source, { lang: 'ts' }) as unknown as Node, null);
  return mutants;
}
