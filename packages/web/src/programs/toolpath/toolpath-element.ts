/** `<mantinel-toolpath>`: the toolpath of a program in three dimensions. Whoever uses it sets properties and listens to `pick`. */
import type { Scheme } from '../../shell/theme/tokens.ts';
import type { Origin } from '../reading/origins.ts';
import type { Toolpath } from '../reading/toolpath.ts';
import type { Colouring } from './colours/colouring.ts';
import { DrawLoop } from './drawing/draw-loop.ts';
import { drawOverlay } from './drawing/overlay.ts';
import { Scene } from './drawing/scene.ts';
import { control } from './looking/controls.ts';
import { endOfRow, nextRow } from './looking/move-end.ts';
import { pickLine } from './looking/pick.ts';
import {
  fitted,
  lookFrom,
  type Preset,
  showing,
  startingPreset,
  type Vector,
  type Viewpoint,
} from './looking/viewpoint.ts';

export interface ToolpathLook {
  readonly scheme: Scheme;
  readonly colouring: Colouring;
  readonly tones: readonly string[];
  readonly rapids: boolean;
}

/** `detail` of `pick`: a row of the stream; undefined where nothing lies. */
export type PickEvent = CustomEvent<number | undefined>;

export interface ToolpathSelection {
  readonly marked: (row: number) => boolean;
  /** The move that the marker stands at the end of. */
  readonly row: number | undefined;
}

const reachPx = 8;
const longestTipPx = 260;

export class ToolpathElement extends HTMLElement {
  /** What stands beside the pointer. */
  describe: (row: number) => string = () => '';
  /** What the picture is called, and by which keys it moves. */
  label = '';
  #stage: HTMLDivElement | undefined;
  #canvas = document.createElement('canvas');
  #overlay = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  #tip = document.createElement('div');
  #scene: Scene | undefined;
  #release: (() => void)[] = [];
  #stopListening: (() => void) | undefined;
  #view: Viewpoint = { target: [0, 0, 0], azimuth: 0, elevation: 0, mmPerPx: 1, machine: 'mill' };
  #toolpath: Toolpath | undefined;
  #look: ToolpathLook | undefined;
  #selection: ToolpathSelection | undefined;
  #origins: readonly Origin[] = [];
  #marker: Vector | undefined;
  /** It has been moved by hand: growing no longer fits it. */
  #touched = false;
  #loop: DrawLoop<Viewpoint> | undefined;
  #hover = 0;
  /** Some lines have been on the screen. */
  #drawn = false;

  connectedCallback(): void {
    try {
      this.#scene = new Scene(this.#canvas);
    } catch {
      // three tells by throwing that no context is to be had; the screen then shows a plan.
      this.dispatchEvent(new CustomEvent('unsupported'));
      return;
    }
    const stage = document.createElement('div');
    this.#stage = stage;
    stage.className = 'toolpath-stage';
    stage.tabIndex = 0;
    stage.setAttribute('role', 'application');
    stage.setAttribute('aria-label', this.label);
    this.#tip.className = 'toolpath-tip';
    this.#tip.hidden = true;
    this.#overlay.setAttribute('class', 'toolpath-overlay');
    this.#overlay.setAttribute('aria-hidden', 'true');
    stage.append(this.#canvas, this.#overlay, this.#tip);
    this.replaceChildren(stage);
    const observer = new ResizeObserver(() => this.#resize());
    observer.observe(stage);
    const onRestored = () => this.#invalidate();
    this.#canvas.addEventListener('webglcontextrestored', onRestored);
    this.#release = [
      () => observer.disconnect(),
      () => this.#canvas.removeEventListener('webglcontextrestored', onRestored),
      control({
        stage,
        view: () => this.#view,
        onView: (view) => {
          this.#touched = true;
          this.#turn(view);
        },
        onFit: () => this.fit(),
        onTap: (x, y) => this.#pick(this.#rowAt(x, y)),
        onHover: (place) => this.#hoverAt(place),
        onStep: (by) => this.#step(by),
      }),
    ];
    this.#loop = new DrawLoop({
      painter: this.#scene,
      view: () => this.#view,
      onBegin: () => this.#drawOver(),
      now: () => performance.now(),
      request: (next) => requestAnimationFrame(next),
      cancel: (request) => cancelAnimationFrame(request),
    });
    this.#resize();
    this.#begin();
  }

  disconnectedCallback(): void {
    for (const release of this.#release) release();
    this.#release = [];
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#loop?.stop();
    this.#loop = undefined;
    cancelAnimationFrame(this.#hover);
    this.#scene?.dispose();
    this.#scene = undefined;
    // A canvas whose context was given back makes no other one.
    this.#canvas = document.createElement('canvas');
  }

  set toolpath(toolpath: Toolpath | undefined) {
    if (toolpath === this.#toolpath) return;
    this.#toolpath = toolpath;
    this.#begin();
  }

  set machine(machine: 'mill' | 'lathe') {
    if (machine === this.#view.machine) return;
    this.#view = { ...this.#view, machine };
    if (!this.#touched) this.#view = lookFrom(this.#view, startingPreset(machine));
    this.#fitUnlessTouched();
  }

  set look(look: ToolpathLook) {
    const recolours = look.colouring !== this.#look?.colouring;
    this.#look = look;
    if (recolours) this.#colour(0);
    this.#paint();
  }

  /** Brings the marked move into the picture. */
  set selection(selection: ToolpathSelection | undefined) {
    if (selection === this.#selection) return;
    this.#selection = selection;
    const row = selection?.row;
    this.#marker = row === undefined || !this.#toolpath ? undefined : endOfRow(this.#toolpath.pieces, row);
    if (this.#marker) this.#view = showing(this.#view, this.#marker, this.#size());
    this.#colour(0);
    this.#paint();
  }

  set origins(origins: readonly Origin[]) {
    this.#origins = origins;
    this.#invalidate();
  }

  fit(): void {
    this.#touched = false;
    this.#fitUnlessTouched();
  }

  lookFrom(preset: Preset): void {
    this.#view = lookFrom(this.#view, preset);
    this.fit();
  }

  #begin(): void {
    const scene = this.#scene;
    if (!scene) return;
    this.#stopListening?.();
    this.#stopListening = undefined;
    scene.clear();
    this.#drawn = false;
    this.#touched = false;
    this.#view = lookFrom(this.#view, startingPreset(this.#view.machine));
    const toolpath = this.#toolpath;
    this.#stopListening = toolpath?.onGrow(() => this.#grow());
    this.#grow();
    this.#paint();
  }

  #grow(): void {
    const scene = this.#scene;
    const toolpath = this.#toolpath;
    if (!scene || !toolpath) return;
    const first = scene.pieces;
    for (const piece of toolpath.pieces.slice(first)) scene.add(piece);
    this.#colour(first);
    const box = toolpath.wholeBox;
    if (box) scene.depthMm = 2 * Math.hypot(...box.max.map((max, axis) => max - box.min[axis]!)) + 1;
    this.#fitUnlessTouched();
  }

  #fitUnlessTouched(): void {
    const box = this.#toolpath?.box;
    if (box && !this.#touched) this.#view = fitted(this.#view, box, this.#size());
    this.#invalidate();
  }

  #colour(first: number): void {
    if (this.#look) this.#scene?.colour(this.#look.colouring, this.#selection?.marked, first);
    this.#invalidate();
  }

  #paint(): void {
    if (!this.#look) return;
    const { scheme, tones, rapids } = this.#look;
    this.#scene?.paint({ scheme, tones, rapids, faint: this.#selection !== undefined });
    this.#invalidate();
  }

  #size(): { width: number; height: number } {
    const { clientWidth = 1, clientHeight = 1 } = this.#stage ?? {};
    return { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) };
  }

  #resize(): void {
    const { width, height } = this.#size();
    this.#scene?.resize(width, height, devicePixelRatio);
    this.#fitUnlessTouched();
  }

  #turn(view: Viewpoint): void {
    this.#view = view;
    this.#invalidate();
  }

  #invalidate(): void {
    this.#loop?.invalidate();
  }

  #drawOver(): void {
    drawOverlay(this.#overlay, {
      view: this.#view,
      ...this.#size(),
      origins: this.#origins,
      marker: this.#marker,
    });
    if (this.#drawn || this.#scene?.pieces === 0) return;
    this.#drawn = true;
    performance.mark('toolpath drawn');
  }

  #rowAt(x: number, y: number): number | undefined {
    if (!this.#toolpath) return undefined;
    const { width, height } = this.#size();
    const rapids = this.#look?.rapids ?? true;
    const place = { rightPx: x - width / 2, downPx: y - height / 2, reachPx, rapids };
    return pickLine(this.#toolpath.pieces, this.#view, place)?.row;
  }

  #pick(row: number | undefined): void {
    this.dispatchEvent(new CustomEvent('pick', { detail: row }) satisfies PickEvent);
  }

  #step(by: 1 | -1): void {
    if (this.#toolpath) this.#pick(nextRow(this.#toolpath.pieces, this.#selection?.row, by));
  }

  #hoverAt(place: { x: number; y: number } | undefined): void {
    cancelAnimationFrame(this.#hover);
    if (!place) {
      this.#tip.hidden = true;
      return;
    }
    this.#hover = requestAnimationFrame(() => {
      const row = this.#rowAt(place.x, place.y);
      this.#tip.hidden = row === undefined;
      if (row === undefined) return;
      this.#tip.textContent = this.describe(row);
      const { width } = this.#size();
      this.#tip.style.left = `${Math.max(0, Math.min(place.x + 14, width - longestTipPx))}px`;
      this.#tip.style.top = `${place.y + 16}px`;
    });
  }
}

export const toolpathTag = 'mantinel-toolpath';
if (!customElements.get(toolpathTag)) customElements.define(toolpathTag, ToolpathElement);
