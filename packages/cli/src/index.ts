export { configReference } from './config-reference.ts';
export { demoMachines } from './demo-machines.ts';
