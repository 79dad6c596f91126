/** Why something in an archive is not read: a stable code, and a sentence that says what to do. */

export const refusalReasons = {
  'archive-damaged': 'The archive is damaged or was cut short. Pack or copy it again.',
  'archive-format': 'Only ZIP archives are opened. Unpack it, or pack it again as ZIP.',
  'archive-encrypted': 'The entry is encrypted. Unpack it with its password, or pack it without one.',
  'archive-method':
    'The entry is packed by a method that is not read here. Pack it again as an ordinary ZIP.',
  'archive-path-outside':
    'The name points out of the archive, which no packer writes by itself. Unpack it somewhere safe and look at it.',
  'archive-name':
    'The name is empty, longer than 1,024 characters or has control characters. Rename the file and pack again.',
  'archive-duplicate':
    'The archive holds another entry of this name; the first one was read. Rename one of them.',
  'archive-not-a-file': 'The entry is a link or a device, not a file. Pack the file itself.',
  'archive-overlap':
    'The entry shares its bytes with another one, as archives do that are made to fill disks. Pack it again.',
  'archive-bomb':
    'The entry unpacks to many times its packed size, as archives do that are made to fill disks. Unpack it by hand.',
  'archive-entry-too-large':
    'The entry is larger than is read out of archives. Unpack it and harvest the folder.',
  'archive-too-large':
    'The archive unpacks to more than is read of one archive. Unpack it and harvest the folder.',
  'archive-too-many':
    'The archive has more entries than are read of one archive. Unpack it and harvest the folder.',
  'archive-too-deep': 'It is an archive within archives within archives. Unpack the outer ones.',
} as const;

export type RefusalReason = keyof typeof refusalReasons;

export interface Refusal {
  readonly reason: RefusalReason;
  readonly detail: string;
}

/** `what`: what was found, in words or as the library says it. */
export const refusal = (reason: RefusalReason, what?: string): Refusal => ({
  reason,
  detail: what ? `${refusalReasons[reason]} (${what})` : refusalReasons[reason],
});

/** Thrown within this room alone; at its border it becomes a result. */
export class ZipRefused extends Error {
  override readonly name = 'ZipRefused';
  readonly refusal: Refusal;

  constructor(reason: RefusalReason, what?: string) {
    const found = refusal(reason, what);
    super(found.detail);
    this.refusal = found;
  }
}
