/** Argon2id, loaded when somebody first signs in: most days nobody does, and its native code takes 3 MB. */
const argon2 = () => import('@node-rs/argon2');

/** A PHC string. */
export const hashPassword = async (password: string): Promise<string> => (await argon2()).hash(password);

export const isPassword = async (phc: string, password: string): Promise<boolean> =>
  (await argon2()).verify(phc, password);
