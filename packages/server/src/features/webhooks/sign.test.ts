import { expect, test } from 'vitest';
import { secretOf, signedHeaders } from './sign.ts';

test('the example of the specification’s own libraries', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const body = '{"test": 2432232314}';
  expect(
    signedHeaders({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampSeconds: 1614265330, body }, secret),
  ).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('a secret is 32 bytes behind a mark', () => {
  expect(secretOf(new Uint8Array(32).fill(255))).toBe('whsec_//////////////////////////////////////////8=');
});
