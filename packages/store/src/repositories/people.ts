/** Who may sign in. Names live here and nowhere else; events carry the id. */

export interface Person {
  /** Opaque; the `personId` of events. */
  readonly id: string;
  readonly name: string;
  readonly role: 'owner';
  readonly createdUs: number;
}

export interface PersonWithSecret extends Person {
  /** Encoded hash (PHC string of Argon2id); opaque to the store. */
  readonly passwordHash: string;
}

export interface People {
  hasOwner(): Promise<boolean>;
  /** Throws `setup.linkInvalid` when an owner exists already, also when two requests race. */
  createOwner(person: { name: string; passwordHash: string }): Promise<Person>;
  get(id: string): Promise<Person | undefined>;
  /** Names differ by more than upper and lower case. */
  findByName(name: string): Promise<PersonWithSecret | undefined>;
  setPasswordHash(id: string, passwordHash: string): Promise<void>;
}
