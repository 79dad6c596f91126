/** A process of simulated machines, so that speaking costs neither server nor clients. Ends with its parent. */
import { startShdrMachines } from '../shdr-machines.ts';

process.once('message', async ({ count, perSecond }: { count: number; perSecond: number }) => {
  const { ports } = await startShdrMachines(count, perSecond);
  process.send!(ports);
});
process.once('disconnect', () => process.exit(0));
