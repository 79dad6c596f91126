/** An engineer decides what an alarm is: it was not decided, it is, it is changed with both values seen, and it is taken back. */
/// <reference lib="dom" />
import { openAdapterStandIn } from '@mantinel/connectors/adapter-stand-in';
import { Alarms, paths } from '@mantinel/contract';
import { afterAll, expect, test } from 'vitest';
import { usePanel } from './support/use-panel.ts';

const adapter = await openAdapterStandIn();
const { port } = adapter;
const now = new Date().toISOString();
adapter.onConnect(`${now}|execution|ACTIVE\n${now}|servo|WARNING|EX1042|||COOLANT LEVEL LOW\n`);
const panel = usePanel({
  config: JSON.stringify({
    data: './data',
    machines: [
      { connector: 'shdr', id: 'mill', name: 'Mill 1', host: '127.0.0.1', port, controller: 'fanuc' },
    ],
  }),
  timeoutMs: 20_000,
});

afterAll(() => adapter.close());

const dialog = () => panel.page.getByRole('dialog');
const priority = async () => {
  const { alarms } = await panel.product.get(paths.alarms, Alarms);
  return alarms.find(({ code }) => code === 'fanuc.EX1042')?.priority;
};

test('what nobody decided is listed with how often it came, and is decided', async () => {
  await expect.poll(priority, { timeout: 30_000 }).toBe('low');
  await panel.page.goto(`${panel.product.url}/admin/rationalisation`);
  const row = panel.page.locator('tr', { hasText: 'fanuc.EX1042' });
  await row.getByText('EX1042 COOLANT LEVEL LOW').waitFor();
  await panel.picture('rationalisation-undecided');
  await row.getByRole('button', { name: 'Rationalise' }).click();
  await dialog().getByLabel('Where it holds').selectOption({ label: 'plant › Mill 1' });
  await dialog().getByLabel('Priority').selectOption({ label: 'High priority' });
  await dialog().getByLabel('Time to respond, in minutes').fill('ten');
  await dialog().getByText('A number from 0.02 to 1440').waitFor();
  await dialog().getByLabel('Time to respond, in minutes').fill('10');
  await dialog().getByRole('button', { name: 'Cause and remedy' }).click();
  await dialog().getByLabel('Corrective action').fill('Fill up coolant to the mark');
  await panel.picture('rationalisation-dialog');
  await dialog().getByLabel('Reason').fill('review of November');
  await dialog().getByRole('button', { name: 'Add' }).click();
  await dialog().waitFor({ state: 'detached' });
  await row.waitFor({ state: 'detached' });
  // An alarm that stands follows at once.
  await expect.poll(priority, { timeout: 20_000 }).toBe('high');
}, 90_000);

test('a change shows both values before it is stored, and the audit trail shows it afterwards', async () => {
  await panel.page.goto(`${panel.product.url}/admin/rationalisation`);
  await panel.page.getByRole('button', { name: 'Rationalised', exact: true }).click();
  const row = panel.page.locator('tr', { hasText: 'fanuc.EX1042' });
  await row.getByText('10 min').waitFor();
  await row.getByText('Fill up coolant to the mark').waitFor();
  await panel.picture('rationalisation-decided');
  await row.getByRole('button', { name: 'What can be done with fanuc.EX1042' }).click();
  await panel.page.getByRole('menuitem', { name: 'Change' }).click();
  await dialog().getByLabel('Priority').selectOption({ label: 'Medium priority' });
  await dialog().getByRole('button', { name: 'Limit and suppression' }).click();
  await dialog()
    .getByLabel('Suppressed by design')
    .selectOption({ label: 'While the machine reads something' });
  await dialog().getByLabel('While the machine reads').fill('machine.controllerMode: MANUAL');
  const differences = dialog().locator('.admin-differences');
  expect(await differences.innerText()).toMatch(/Priority\s+High priority → Medium priority/);
  await panel.picture('rationalisation-change');
  await dialog().getByLabel('Reason').fill('less urgent than we thought');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await dialog().waitFor({ state: 'detached' });
  await expect.poll(priority, { timeout: 20_000 }).toBe('medium');
  await panel.page.getByRole('link', { name: 'Changes in the audit trail' }).click();
  await panel.page.getByText('less urgent than we thought').waitFor();
  await panel.picture('rationalisation-audit');
}, 90_000);

test('it is removed by holding a button that names it, and what the control says holds again', async () => {
  await panel.page.goto(`${panel.product.url}/admin/rationalisation`);
  await panel.page.getByRole('button', { name: 'Rationalised', exact: true }).click();
  await panel.page
    .locator('tr', { hasText: 'fanuc.EX1042' })
    .getByRole('button', { name: 'What can be done with fanuc.EX1042' })
    .click();
  await panel.page.getByRole('menuitem', { name: 'Remove' }).click();
  await dialog()
    .getByRole('button', { name: 'Remove what was decided of fanuc.EX1042 at plant › Mill 1' })
    .hover();
  await panel.page.mouse.down();
  await panel.page.waitForTimeout(1200);
  await panel.page.mouse.up();
  await panel.page.getByText('Nothing is decided yet.', { exact: false }).waitFor();
  await expect.poll(priority, { timeout: 20_000 }).toBe('low');
}, 60_000);
