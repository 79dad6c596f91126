/** ZIP archives byte by byte, well made or as an attacker makes them. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipMember {
  /** A text is written as UTF-8 without the flag that says so. */
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  readonly stored?: boolean;
  /** Of the general purpose bits: 1 encrypted, 0x40 strongly, 0x800 UTF-8. */
  readonly flags?: number;
  readonly method?: number;
  /** Mode of a Unix file, as packers of Unix write it. */
  readonly mode?: number;
  /** As DOS counts days: bits 9–15 years since 1980, 5–8 month, 0–4 day. */
  readonly dosDate?: number;
  /** What the directory says instead of the truth. */
  readonly says?: {
    readonly size?: number;
    readonly packed?: number;
    readonly crc?: number;
    readonly offset?: number;
  };
}

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : content;

export function zipOf(members: readonly ZipMember[]): Buffer {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const member of members) {
    const name = bytesOf(member.name);
    const content = bytesOf(member.content ?? '');
    const packed = member.stored ? content : deflateRawSync(content);
    const method = member.method ?? (member.stored ? 0 : 8);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(member.flags ?? 0, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt16LE(member.dosDate ?? 0, 8);
    common.writeUInt32LE((member.says?.crc ?? crc32(content)) >>> 0, 10);
    common.writeUInt32LE(member.says?.packed ?? packed.length, 14);
    common.writeUInt32LE(member.says?.size ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((member.mode ?? 0) << 16) >>> 0, 6);
    rest.writeUInt32LE(member.says?.offset ?? offset, 10);
    const madeBy = Buffer.from([20, member.mode === undefined ? 0 : 3]);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), madeBy, common, rest, name]));
    locals.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, entries, end]);
}
