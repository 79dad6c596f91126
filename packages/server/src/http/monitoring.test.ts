import { expect, test } from 'vitest';
import { monitoringFrom } from './monitoring.ts';

test('only the networks named, in both families, and nobody who comes by way of a proxy', () => {
  const allowed = monitoringFrom(['127.0.0.0/8', '::1/128', '10.4.0.0/16']);
  const from = (ip: string, headers: Record<string, string> = {}) => allowed({ ip, headers });
  for (const ip of ['127.0.0.1', '127.8.9.1', '::1', '10.4.3.2', '::ffff:127.0.0.1', '::ffff:10.4.3.2'])
    expect([ip, from(ip)]).toEqual([ip, true]);
  for (const ip of ['10.5.0.1', '192.168.1.1', '::2', 'fe80::1', '::ffff:10.5.0.1', ''])
    expect([ip, from(ip)]).toEqual([ip, false]);
  expect(from('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).toBe(false);
  expect(from('127.0.0.1', { via: '1.1 proxy' })).toBe(false);
  expect(monitoringFrom([])({ ip: '127.0.0.1', headers: {} })).toBe(false);
});
