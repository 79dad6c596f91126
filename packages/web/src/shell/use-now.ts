/** The server's time, renewed every second for ages. */
import { useEffect, useState } from 'react';
import { useServices } from './services.tsx';

export function useNowUs(): number {
  const { live } = useServices();
  const [nowUs, setNowUs] = useState(live.nowUs);
  useEffect(() => {
    const timer = setInterval(() => setNowUs(live.nowUs()), 1000);
    return () => clearInterval(timer);
  }, [live]);
  return nowUs;
}
