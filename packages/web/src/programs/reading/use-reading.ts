/** A program while it is read in a worker, and when it has been. */
import { useEffect, useState } from 'react';
import type { Beginning, Progress, Whole } from './read-program.ts';
import type { Broken, ReadAsked } from './read-worker.ts';
import { Toolpath } from './toolpath.ts';

export interface Reading {
  readonly toolpath: Toolpath;
  readonly beginning: Beginning | undefined;
  readonly whole: Whole | undefined;
  /** Comes after the whole; undefined where nothing of it is known. */
  readonly engagement: Float32Array | undefined;
  /** Of the program, 0 – 1. */
  readonly share: number;
  /** Set where the reader itself broke: a technical line. */
  readonly broken: string | undefined;
}

const newReading = (): Reading => ({
  toolpath: new Toolpath(),
  beginning: undefined,
  whole: undefined,
  engagement: undefined,
  share: 0,
  broken: undefined,
});

export function useReading(name: string, bytes: Uint8Array): Reading {
  const [reading, setReading] = useState(newReading);
  useEffect(() => {
    const begun = newReading();
    setReading(begun);
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Progress | Broken>) => {
      switch (data.kind) {
        case 'beginning':
          setReading((before) => ({ ...before, beginning: data }));
          break;
        case 'part':
          begun.toolpath.add(data);
          setReading((before) => ({ ...before, share: data.share }));
          break;
        case 'whole':
          performance.mark('program read');
          setReading((before) => ({ ...before, whole: data, share: 1 }));
          break;
        case 'engaged':
          setReading((before) => ({ ...before, engagement: data.engagement }));
          worker.terminate();
          break;
        case 'broken':
          setReading((before) => ({ ...before, broken: data.technical }));
          break;
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      setReading((before) => ({ ...before, broken: event.message || 'The worker did not start.' }));
    };
    worker.postMessage({ name, bytes } satisfies ReadAsked);
    return () => worker.terminate();
  }, [name, bytes]);
  return reading;
}
