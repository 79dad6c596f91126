/** The lines on the graphics processor: one strip for each piece, drawn when something changed. */
import {
  BufferAttribute,
  BufferGeometry,
  Color,
  ColorManagement,
  Line,
  Matrix4,
  OrthographicCamera,
  type RawShaderMaterial,
  Scene as ThreeScene,
  type Vector2,
  type Vector3,
  WebGLRenderer,
} from 'three';
import type { Scheme } from '../../../shell/theme/tokens.ts';
import type { Piece } from '../../reading/piece.ts';
import type { Colouring } from '../colours/colouring.ts';
import { colours } from '../colours/colours.ts';
import { directionsOf, type Viewpoint } from '../looking/viewpoint.ts';
import { coarseStrip } from './coarse-strip.ts';
import type { Painter } from './draw-loop.ts';
import { channelsOf, lineMaterial } from './line-material.ts';

interface Strip {
  readonly piece: Piece;
  readonly line: Line;
  /** Kind, tone and mark of each point. */
  readonly look: BufferAttribute;
  /** Of fewer points, by the step between them; made when it is first needed. */
  readonly coarse: Map<number, BufferAttribute>;
  /** Points from the one before the first marked line to the end of the last. */
  marked: { readonly first: number; readonly count: number };
}

/** Some strips drawn in one pass. */
interface Pass {
  readonly strips: readonly Strip[];
  /** Undefined: as they are; else marked ones alone, moved by pixels. */
  readonly shift: readonly [number, number] | undefined;
}

const steps = [4, 16, 64, 256, 1024] as const;
const noMarks = { first: 0, count: 0 };
const fewMarks = 4096;

/** Of a marked line: it is drawn so often, a pixel further each time, since lines are a pixel wide. */
const thick: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
];

// Colours come as they are to be seen.
ColorManagement.enabled = false;

export class Scene implements Painter<Viewpoint> {
  readonly #renderer: WebGLRenderer;
  readonly #camera = new OrthographicCamera();
  readonly #scene = new ThreeScene();
  readonly #material: RawShaderMaterial = lineMaterial();
  #strips: Strip[] = [];
  #size = { width: 1, height: 1 };
  #depthMm = 1;
  #fence: WebGLSync | null = null;

  /** Throws where there is no WebGL 2. */
  constructor(canvas: HTMLCanvasElement) {
    this.#renderer = new WebGLRenderer({
      canvas,
      antialias: true,
      powerPreference: 'high-performance',
      // The whole picture comes in slices.
      preserveDrawingBuffer: true,
    });
    this.#renderer.autoClear = false;
    this.#scene.matrixAutoUpdate = false;
  }

  dispose(): void {
    this.clear();
    this.#material.dispose();
    this.#renderer.dispose();
    // A browser keeps some sixteen contexts and takes the oldest away from whoever has it.
    this.#renderer.forceContextLoss();
  }

  clear(): void {
    for (const { line } of this.#strips) {
      this.#scene.remove(line);
      line.geometry.dispose();
    }
    this.#strips = [];
  }

  get pieces(): number {
    return this.#strips.length;
  }

  add(piece: Piece): void {
    const geometry = new BufferGeometry();
    const look = new BufferAttribute(new Uint8Array(4 * piece.kinds.length), 4);
    geometry.setAttribute('position', new BufferAttribute(piece.positions, 3));
    geometry.setAttribute('look', look);
    const line = new Line(geometry, this.#material);
    line.frustumCulled = false;
    line.matrixAutoUpdate = false;
    this.#scene.add(line);
    this.#strips.push({ piece, line, look, coarse: new Map(), marked: noMarks });
  }

  /** Of the strips from `first` on. */
  colour({ toneOf }: Colouring, marked: ((row: number) => boolean) | undefined, first = 0): void {
    for (const strip of this.#strips.slice(first)) {
      const { kinds, rows } = strip.piece;
      const { array } = strip.look;
      let [row, tone, mark] = [-1, 0, 0];
      let [firstMark, lastMark] = [-1, -1];
      for (let point = 0; point < kinds.length; point++) {
        if (rows[point] !== row) {
          row = rows[point]!;
          tone = toneOf(row);
          mark = marked?.(row) ? 1 : 0;
        }
        array[4 * point] = kinds[point]!;
        array[4 * point + 1] = tone;
        array[4 * point + 2] = mark;
        if (mark === 0) continue;
        if (firstMark < 0) firstMark = point;
        lastMark = point;
      }
      const begin = Math.max(0, firstMark - 1);
      strip.marked = firstMark < 0 ? noMarks : { first: begin, count: lastMark - begin + 1 };
      strip.look.needsUpdate = true;
    }
  }

  paint({ scheme, tones, rapids, faint }: Paint): void {
    const uniforms = this.#material.uniforms;
    const { rapid, marked, ground } = colours[scheme];
    tones.forEach((tone, i) => {
      (uniforms.tones!.value as Vector3[])[i]!.set(...channelsOf(tone));
    });
    (uniforms.rapid!.value as Vector3).set(...channelsOf(rapid));
    (uniforms.marked!.value as Vector3).set(...channelsOf(marked));
    (uniforms.ground!.value as Vector3).set(...channelsOf(ground));
    uniforms.rapids!.value = rapids;
    uniforms.faint!.value = faint ? 0.72 : 0;
    this.#renderer.setClearColor(new Color(...channelsOf(ground)));
  }

  /** CSS px; `pixelRatio`: of the screen to them. */
  resize(width: number, height: number, pixelRatio: number): void {
    this.#size = { width, height };
    this.#renderer.setPixelRatio(Math.min(2, pixelRatio));
    this.#renderer.setSize(width, height, false);
    const ratio = this.#renderer.getPixelRatio();
    (this.#material.uniforms.sizePx!.value as Vector2).set(width * ratio, height * ratio);
    this.#material.uniforms.dashPx!.value = 5 * ratio;
  }

  /** mm around the target that nothing lies beyond. */
  set depthMm(mm: number) {
    this.#depthMm = mm;
  }

  get lines(): number {
    return linesOfPasses(this.#passes());
  }

  begin(view: Viewpoint): void {
    this.#aim(view);
    this.#renderer.clear();
  }

  slice(from: number, most: number): { lines: number; next: number | undefined } {
    // A step is a strip of a pass.
    const all = this.#passes().flatMap(({ strips, shift }) => strips.map((strip) => ({ strip, shift })));
    let [next, lines] = [from, 0];
    while (next < all.length && lines < most) {
      const { shift } = all[next]!;
      const strips: Strip[] = [];
      for (; next < all.length && lines < most && all[next]!.shift === shift; next++) {
        strips.push(all[next]!.strip);
        lines += linesOf(all[next]!.strip, shift);
      }
      this.#render({ strips, shift }, 1);
    }
    this.#raiseFence();
    return { lines, next: next < all.length ? next : undefined };
  }

  coarse(most: number): { lines: number } {
    const [all, marked] = this.#passes();
    // Marked lines are as thick as they are to be once it rests.
    const passes = marked ? [all!, marked] : [all!];
    const whole = linesOfPasses(passes);
    const step = steps.find((each) => whole / each <= most) ?? steps.at(-1)!;
    for (const pass of passes) this.#render(pass, step);
    this.#raiseFence();
    return { lines: Math.ceil(whole / step) };
  }

  isDone(): boolean {
    const gl = this.#renderer.getContext() as WebGL2RenderingContext;
    if (!this.#fence || gl.isContextLost()) return true;
    if (gl.getSyncParameter(this.#fence, gl.SYNC_STATUS) !== gl.SIGNALED) return false;
    gl.deleteSync(this.#fence);
    this.#fence = null;
    return true;
  }

  #raiseFence(): void {
    const gl = this.#renderer.getContext() as WebGL2RenderingContext;
    if (this.#fence) gl.deleteSync(this.#fence);
    this.#fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
  }

  #passes(): Pass[] {
    const marked = this.#strips.filter(({ marked: { count } }) => count > 0);
    return [
      { strips: this.#strips, shift: undefined },
      ...(marked.length > 0 ? thick.map((shift) => ({ strips: marked, shift })) : []),
    ];
  }

  #render({ strips, shift }: Pass, step: number): void {
    if (strips.length === 0) return;
    const { uniforms } = this.#material;
    (uniforms.shiftPx!.value as Vector2).set(...(shift ?? [0, 0]));
    uniforms.markedOnly!.value = shift !== undefined;
    this.#material.depthTest = shift === undefined;
    const drawn = new Set(strips);
    for (const strip of this.#strips) {
      const { line, marked } = strip;
      line.visible = drawn.has(strip);
      if (!line.visible) continue;
      // A single move must not fall between the points that are kept.
      const whole = step === 1 || (shift !== undefined && marked.count <= fewMarks);
      line.geometry.setIndex(whole ? null : coarseOf(strip, step));
      if (whole && shift) line.geometry.setDrawRange(marked.first, marked.count);
      else line.geometry.setDrawRange(0, Number.POSITIVE_INFINITY);
    }
    this.#renderer.render(this.#scene, this.#camera);
  }

  #aim(view: Viewpoint): void {
    const { right, up, back } = directionsOf(view);
    const { width, height } = this.#size;
    const camera = this.#camera;
    camera.left = (-width / 2) * view.mmPerPx;
    camera.right = (width / 2) * view.mmPerPx;
    camera.top = (height / 2) * view.mmPerPx;
    camera.bottom = (-height / 2) * view.mmPerPx;
    camera.near = -this.#depthMm;
    camera.far = this.#depthMm;
    camera.updateProjectionMatrix();
    camera.matrixAutoUpdate = false;
    camera.matrix.copy(
      new Matrix4().set(
        right[0],
        up[0],
        back[0],
        view.target[0],
        right[1],
        up[1],
        back[1],
        view.target[1],
        right[2],
        up[2],
        back[2],
        view.target[2],
        0,
        0,
        0,
        1,
      ),
    );
    camera.matrixWorldNeedsUpdate = true;
    camera.updateMatrixWorld(true);
  }
}

const linesOf = ({ piece, marked }: Strip, shift: Pass['shift']): number =>
  shift ? marked.count : piece.kinds.length;

const linesOfPasses = (passes: readonly Pass[]): number =>
  passes.reduce(
    (sum, { strips, shift }) => sum + strips.reduce((lines, strip) => lines + linesOf(strip, shift), 0),
    0,
  );

function coarseOf({ piece, coarse }: Strip, step: number): BufferAttribute {
  const known = coarse.get(step);
  if (known) return known;
  const made = new BufferAttribute(coarseStrip(piece.kinds, step), 1);
  coarse.set(step, made);
  return made;
}

export interface Paint {
  readonly scheme: Scheme;
  /** `#RRGGBB`, at most sixteen. */
  readonly tones: readonly string[];
  readonly rapids: boolean;
  /** What is not marked steps back. */
  readonly faint: boolean;
}
