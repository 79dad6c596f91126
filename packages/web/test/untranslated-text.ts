/** Finds text for people that stands in the code instead of the locale. */
import { parseAst } from 'vite';

/** Attributes whose text is read or heard. */
const forPeople = new Set([
  'aria-label',
  'aria-valuetext',
  'alt',
  'description',
  'error',
  'label',
  'placeholder',
  'text',
  'title',
]);

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
const hasWords = (text: unknown): text is string => typeof text === 'string' && /\p{L}{2,}/u.test(text);

/** The texts found in a TSX source. */
export function untranslatedText(source: string): string[] {
  const found: string[] = [];
  visit(parseAst(source, { lang: 'tsx' }) as unknown as Node, found);
  return found;
}

function visit(node: Node, found: string[]): void {
  if (node.type === 'JSXText' && hasWords(node.value)) found.push(node.value.trim());
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
    for (const child of node.children as Node[])
      if (child.type === 'JSXExpressionContainer') collect(child.expression as Node, found);
  }
  if (node.type === 'JSXAttribute' && forPeople.has(String((node.name as Node).name)) && isNode(node.value)) {
    const { value } = node;
    collect(value.type === 'JSXExpressionContainer' ? (value.expression as Node) : value, found);
  }
  for (const inner of Object.values(node)) {
    for (const child of Array.isArray(inner) ? inner : [inner]) if (isNode(child)) visit(child, found);
  }
}

/** What an expression may put on the screen itself; calls such as `t('…')` are not looked into. */
function collect(node: Node, found: string[]): void {
  switch (node.type) {
    case 'Literal':
      if (hasWords(node.value)) found.push(node.value);
      break;
    case 'TemplateLiteral':
      for (const part of node.quasis as { value: { cooked: string } }[])
        if (hasWords(part.value.cooked)) found.push(part.value.cooked.trim());
      break;
    case 'ConditionalExpression':
      collect(node.consequent as Node, found);
      collect(node.alternate as Node, found);
      break;
    case 'LogicalExpression':
    case 'BinaryExpression':
      if (node.type === 'BinaryExpression' && node.operator !== '+') break;
      collect(node.left as Node, found);
      collect(node.right as Node, found);
      break;
  }
}
