/** Who stands there: a badge to the reader, or a name and its PIN. */
import type { TerminalHere, TerminalSignIn } from '@mantinel/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalOf } from '../api/request.ts';
import { getTerminalPeople, signInAtTerminal } from '../api/terminals.ts';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { PinPad } from './pin-pad.tsx';
import { wedgeReader } from './wedge-reader.ts';

/** A PIN is wanted of whoever chose a name or showed a badge; `first` is the one that they replace now. */
interface Asked {
  readonly who: Pick<TerminalSignIn, 'person' | 'badge'>;
  readonly name?: string;
  readonly first?: string;
}

/** Somebody who walked away leaves the names to the next. */
const givenUpMs = 30_000;
const renewMs = 60_000;

export function Door({ terminal }: { terminal: TerminalHere }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked>();
  const [pin, setPin] = useState('');
  const reader = useMemo(wedgeReader, []);
  const people = useQuery({
    queryKey: ['terminal-people'],
    queryFn: ({ signal }) => getTerminalPeople(signal),
    enabled: terminal.names,
    refetchInterval: renewMs,
  });
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: ({ given }: { given: TerminalSignIn; name?: string | undefined }) => signInAtTerminal(given),
    // A page that is loaded anew asks for everything as this person, and holds nothing that was refused before.
    onSuccess: () => location.assign('/operator'),
    onError: (failure, { given, name }) => {
      setPin('');
      const { badge, person } = given;
      const who = badge === undefined ? { person } : { badge };
      const shown = { who, ...(name === undefined ? {} : { name }) };
      switch (refusalOf(failure)) {
        case 'terminal.pinRequired':
          return setAsked(shown);
        case 'terminal.newPinRequired':
          return setAsked({ ...shown, first: given.pin! });
        case 'terminal.notPaired':
          return location.reload();
        default:
          // A badge that was refused stands for nobody: the names are there again.
          if (given.pin === undefined) setAsked(undefined);
      }
    },
  });

  const leave = () => {
    reset();
    setPin('');
    setAsked(undefined);
  };
  const send = () => {
    if (!asked || pin.length < 4) return;
    const { who, name, first } = asked;
    mutate({ given: first === undefined ? { ...who, pin } : { ...who, pin: first, newPin: pin }, name });
  };
  const type = (digit: string) => {
    reset();
    setPin((typed) => (typed + digit).slice(0, 8));
  };

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const badge = terminal.badge === 'off' ? undefined : reader.key(event.key, event.timeStamp);
    if (badge !== undefined) {
      event.preventDefault();
      setPin('');
      setAsked(undefined);
      mutate({ given: { badge } });
    } else if (asked) {
      if (/^\d$/.test(event.key)) type(event.key);
      else if (event.key === 'Backspace') setPin((typed) => typed.slice(0, -1));
      else if (event.key === 'Escape') leave();
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) send();
    }
  });
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const onGivenUp = useEffectEvent(leave);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each digit begins the wait anew
  useEffect(() => {
    if (!asked && !error) return;
    const timer = setTimeout(onGivenUp, givenUpMs);
    return () => clearTimeout(timer);
  }, [asked, error, pin]);

  const expected =
    error && ['terminal.pinRequired', 'terminal.newPinRequired'].includes(refusalOf(error) ?? '');
  const notice = error && !expected && <FailureNotice error={error} />;
  if (asked)
    return (
      <PinPad
        name={asked.name}
        title={t(asked.first === undefined ? 'terminal.pinOf' : 'terminal.newPin')}
        hint={asked.first === undefined ? undefined : t('terminal.newPinHint')}
        typed={pin.length}
        busy={isPending}
        notice={notice}
        onDigit={type}
        onBack={() => setPin((typed) => typed.slice(0, -1))}
        onEnter={send}
        onLeave={leave}
      />
    );
  return (
    <>
      <p className="terminal-how">
        {t(
          terminal.badge === 'off'
            ? 'terminal.chooseName'
            : terminal.names
              ? 'terminal.badgeOrName'
              : 'terminal.badge',
        )}
      </p>
      {notice}
      {people.error && <FailureNotice error={people.error} onRetry={() => void people.refetch()} />}
      {terminal.names && people.data?.length === 0 && <p className="quiet">{t('terminal.nobody')}</p>}
      {terminal.names && (
        <div className="terminal-names">
          {people.data?.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              className="terminal-tile"
              onClick={() => {
                reset();
                setAsked({ who: { person: id }, name });
              }}
            >
              {name}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
