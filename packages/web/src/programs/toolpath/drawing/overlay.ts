/** What is drawn over the lines: axes, zeros, the scale, and where the chosen move ends. */
import { type Origin, workOffsetName } from '../../reading/origins.ts';
import { directionsOf, seenAt, type Vector, type Viewpoint } from '../looking/viewpoint.ts';
import { lengthText, scaleBarOf } from './scale-bar.ts';

const axisPx = 34;
const cornerPx = 58;
const barPx = 140;
const names = ['X', 'Y', 'Z'] as const;
const units: readonly Vector[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

export interface Shown {
  readonly view: Viewpoint;
  readonly width: number;
  readonly height: number;
  readonly origins: readonly Origin[];
  readonly marker: Vector | undefined;
}

/** Fills `svg` anew: some twenty elements. */
export function drawOverlay(svg: SVGSVGElement, shown: Shown): void {
  const { width, height } = shown;
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.replaceChildren(...zeros(shown), ...marker(shown), ...triad(shown), ...bar(shown));
}

function triad({ view, height }: Shown): SVGElement[] {
  const { right, up, back } = directionsOf(view);
  const [x, y] = [cornerPx, height - cornerPx];
  return names
    .map((name, axis) => ({ name, axis, near: back[axis]! }))
    .sort((a, b) => a.near - b.near)
    .flatMap(({ name, axis }) => {
      const [dx, dy] = [right[axis]! * axisPx, -up[axis]! * axisPx];
      // An axis that points at who looks is a dot, and its name stands beside.
      const flat = Math.hypot(dx, dy) < 6;
      const [nameX, nameY] = flat ? [x - 10, y + 14] : [x + dx * 1.32, y + dy * 1.32 + 4];
      return [
        flat
          ? element('circle', { cx: x, cy: y, r: 3, class: 'toolpath-axis-end' })
          : element('line', {
              x1: x,
              y1: y,
              x2: x + dx,
              y2: y + dy,
              class: `toolpath-axis toolpath-axis-${name}`,
            }),
        text(name, { x: nameX, y: nameY, class: 'toolpath-axis-name' }),
      ];
    });
}

function zeros({ view, width, height, origins }: Shown): SVGElement[] {
  const directions = directionsOf(view);
  const named = new Map<string, { x: number; y: number; name: string }>();
  for (const { workOffset, at } of origins) {
    const { rightPx, downPx } = seenAt(view, directions, at);
    const [x, y] = [Math.round(width / 2 + rightPx), Math.round(height / 2 + downPx)];
    if (x < 0 || y < 0 || x > width || y > height) continue;
    const name = workOffsetName(workOffset);
    const there = named.get(`${x} ${y}`);
    // Offsets that nobody has told lie on one another.
    if (there) there.name = there.name.split(', ').includes(name) ? there.name : `${there.name}, ${name}`;
    else named.set(`${x} ${y}`, { x, y, name });
  }
  return [...named.values()].flatMap(({ x, y, name }) => [
    ...units.map((unit) => {
      const way = seenAt({ ...view, target: [0, 0, 0], mmPerPx: 1 }, directions, unit);
      return element('line', {
        x1: x,
        y1: y,
        x2: x + way.rightPx * 16,
        y2: y + way.downPx * 16,
        class: 'toolpath-zero',
      });
    }),
    element('circle', { cx: x, cy: y, r: 4, class: 'toolpath-zero' }),
    text(name, { x: x + 7, y: y + 14, class: 'toolpath-zero-name' }),
  ]);
}

function marker({ view, width, height, marker: place }: Shown): SVGElement[] {
  if (!place) return [];
  const { rightPx, downPx } = seenAt(view, directionsOf(view), place);
  const at = { cx: width / 2 + rightPx, cy: height / 2 + downPx };
  return [
    element('circle', { ...at, r: 7, class: 'toolpath-marker' }),
    element('circle', { ...at, r: 2, class: 'toolpath-marker-dot' }),
  ];
}

function bar({ view, width, height }: Shown): SVGElement[] {
  const { mm, px } = scaleBarOf(view.mmPerPx, Math.min(barPx, width / 3));
  const [left, y] = [width - 16 - px, height - 18];
  return [
    element('path', { d: `M${left} ${y - 5}v5h${px}v-5`, class: 'toolpath-scale' }),
    text(lengthText(mm), { x: left + px / 2, y: y - 7, class: 'toolpath-scale-name' }),
  ];
}

type Attributes = Readonly<Record<string, string | number>>;

function element(name: string, attributes: Attributes): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function text(content: string, attributes: Attributes): SVGElement {
  const made = element('text', attributes);
  made.textContent = content;
  return made;
}
