/** Closes a test run with `N passed, N failed` alone on a line, which machines that run the tests read. */
import type { Reporter } from 'vitest/node';

export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

type Modules = Parameters<NonNullable<Reporter['onTestRunEnd']>>[0];

/** A file that could not be loaded and an error outside any test count as one failure each: no test of theirs tells. */
export function totalsOf(modules: Modules, unhandledErrors: readonly unknown[]): Totals {
  const totals: Totals = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
  for (const module of modules) {
    let failedTests = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') totals.passed += 1;
      else if (state === 'failed') failedTests += 1;
      else totals.skipped += 1;
    }
    totals.failed += failedTests === 0 && module.state() === 'failed' ? 1 : failedTests;
  }
  return totals;
}

export const totalsLine = ({ passed, failed, skipped }: Totals): string =>
  `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;

/** Vitest takes a reporter by its file's default export. */
export default class TotalsReporter implements Reporter {
  onTestRunEnd: NonNullable<Reporter['onTestRunEnd']> = (modules, unhandledErrors) => {
    process.stdout.write(`\n${totalsLine(totalsOf(modules, unhandledErrors))}\n`);
  };
}
