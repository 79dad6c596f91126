/** Uploads files one after the other, and has them harvested when the last one is there. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { beginHarvest, uploadFile } from '../../api/harvest.ts';
import { refusalOf } from '../../api/request.ts';
import type { DroppedFile } from './dropped-files.ts';

export interface UploadState {
  readonly files: number;
  readonly done: number;
  readonly bytes: number;
  readonly doneBytes: number;
  /** Were there already. */
  readonly known: number;
  readonly refused: readonly { readonly path: string; readonly error: unknown }[];
  readonly state: 'sending' | 'done';
}

export interface Upload {
  readonly upload: UploadState | undefined;
  /** What went wrong with all of it. */
  readonly failure: unknown;
  /** `source`: where to, made when it is first needed. */
  readonly send: (files: readonly DroppedFile[], source: () => Promise<string>) => Promise<void>;
  readonly stop: () => void;
}

/** Of one file; others may be taken all the same. */
const ofTheFile = ['harvest.nameRefused', 'request.tooLarge', 'request.invalid'];

export function useUpload(): Upload {
  const queries = useQueryClient();
  const [upload, setUpload] = useState<UploadState>();
  const [failure, setFailure] = useState<unknown>();
  const stopping = useRef<AbortController>(undefined);
  useEffect(() => () => stopping.current?.abort(), []);

  async function send(files: readonly DroppedFile[], source: () => Promise<string>): Promise<void> {
    // Nothing can be read of an empty file, and a folder that a browser hands over as a file has no size.
    const all = files.filter(({ file }) => file.size > 0);
    if (all.length === 0) return;
    const stop = new AbortController();
    stopping.current = stop;
    let state: UploadState = {
      files: all.length,
      done: 0,
      bytes: all.reduce((sum, { file }) => sum + file.size, 0),
      doneBytes: 0,
      known: 0,
      refused: [],
      state: 'sending',
    };
    setFailure(undefined);
    setUpload(state);
    try {
      const to = await source();
      for (const each of all) {
        try {
          const { known } = await uploadFile(to, each, stop.signal);
          state = { ...state, known: state.known + (known ? 1 : 0) };
        } catch (error) {
          if (!ofTheFile.includes(refusalOf(error) ?? '')) throw error;
          state = { ...state, refused: [...state.refused, { path: each.path, error }] };
        }
        state = { ...state, done: state.done + 1, doneBytes: state.doneBytes + each.file.size };
        setUpload(state);
      }
      setUpload({ ...state, state: 'done' });
      await beginHarvest(to).catch((error: unknown) => {
        // What is harvested already is harvested again by itself, since files came meanwhile.
        if (refusalOf(error) !== 'harvest.running') throw error;
      });
    } catch (error) {
      if (stop.signal.aborted) setUpload({ ...state, state: 'done' });
      else setFailure(error);
    } finally {
      for (const key of ['harvest-sources', 'harvests']) void queries.invalidateQueries({ queryKey: [key] });
    }
  }
  return { upload, failure, send, stop: () => stopping.current?.abort() };
}
