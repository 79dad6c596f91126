/** How lines are shaded: kind, tone and mark of a line stand at the point where it ends, which the `flat` qualifier takes. */
import { GLSL3, RawShaderMaterial, Vector2, Vector3 } from 'three';

const mostTones = 16;

const vertexShader = `
precision highp float;
uniform mat4 projectionMatrix;
uniform mat4 modelViewMatrix;
uniform vec2 sizePx;
uniform vec2 shiftPx;
in vec3 position;
in vec4 look;
flat out vec3 lineLook;
flat out vec2 endPx;
void main() {
  vec4 place = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
  endPx = (place.xy * 0.5 + 0.5) * sizePx;
  place.xy += shiftPx * 2.0 / sizePx;
  lineLook = look.xyz;
  gl_Position = place;
}`;

const fragmentShader = `
precision highp float;
uniform vec3 tones[${mostTones}];
uniform vec3 rapid;
uniform vec3 marked;
uniform vec3 ground;
uniform float faint;
uniform bool rapids;
uniform bool markedOnly;
uniform float dashPx;
flat in vec3 lineLook;
flat in vec2 endPx;
out vec4 colour;
void main() {
  if (lineLook.x < 0.5) discard;
  bool isRapid = lineLook.x < 1.5;
  if (isRapid && (!rapids || mod(distance(gl_FragCoord.xy, endPx), 2.0 * dashPx) > dashPx)) discard;
  bool isMarked = lineLook.z > 0.5;
  if (markedOnly && !isMarked) discard;
  vec3 own = isRapid ? rapid : tones[int(lineLook.y + 0.5)];
  colour = vec4(markedOnly ? marked : isMarked ? own : mix(own, ground, faint), 1.0);
}`;

export const lineMaterial = (): RawShaderMaterial =>
  new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader,
    fragmentShader,
    uniforms: {
      sizePx: { value: new Vector2(1, 1) },
      shiftPx: { value: new Vector2(0, 0) },
      tones: { value: Array.from({ length: mostTones }, () => new Vector3()) },
      rapid: { value: new Vector3() },
      marked: { value: new Vector3() },
      ground: { value: new Vector3() },
      faint: { value: 0 },
      rapids: { value: true },
      markedOnly: { value: false },
      dashPx: { value: 5 },
    },
  });

/** `#RRGGBB` as red, green, blue from 0 to 1. */
export const channelsOf = (hex: string): [number, number, number] => [
  Number.parseInt(hex.slice(1, 3), 16) / 255,
  Number.parseInt(hex.slice(3, 5), 16) / 255,
  Number.parseInt(hex.slice(5, 7), 16) / 255,
];
