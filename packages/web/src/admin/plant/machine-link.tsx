/** How a machine is connected, and whether it is: shape, colour and words. */
import type { MachineView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';

export function MachineLink({ machine }: { machine: MachineView | undefined }) {
  const { t } = useTranslation('admin');
  // Another node records it, or it has been taken out of the configuration.
  if (!machine) return <span className="quiet">{t('plant.notHere')}</span>;
  const { id, connected, connectionProblem, connector, paused } = machine;
  if (paused) return <span className="quiet">‖ {t('plant.paused')}</span>;
  // A recording ends, which is no fault.
  const isStill = !connected && connector === 'replay';
  const said = connected ? 'plant.connected' : isStill ? 'plant.still' : 'plant.notConnected';
  return (
    <Link
      href={`/?level=technical&order=received&machine=${encodeURIComponent(id)}`}
      className={connected || isStill ? 'admin-machine' : 'admin-machine link-lost'}
      title={connectionProblem}
    >
      <span aria-hidden="true">{connected ? '●' : isStill ? '○' : '■'}</span>{' '}
      {t(said, { connector: t(`connector.${connector}`) })}
    </Link>
  );
}
