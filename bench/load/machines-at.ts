/** The configuration of machines that speak on these ports of this computer. */
export const machinesAt = (ports: readonly number[]) =>
  ports.map((port, index) => ({ connector: 'shdr', id: `machine-${index + 1}`, host: '127.0.0.1', port }));
