/**
 * zod compiles its checks by eval where it may, and tries that before the first schema is made. The page's policy forbids it, and reports
 * the attempt: so it is told beforehand, where zod keeps its settings.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
