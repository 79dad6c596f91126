/** What a person or token may do. Roles (data that maps to these) come with people and plants. */
export const permissions = [
  'event.read',
  'event.export',
  'machine.read',
  'machine.connect',
  'recording.replay',
  'status.read',
] as const;
export type Permission = (typeof permissions)[number];
