/** What rules of notification tell browsers: shown by the system, where the person has allowed it on the page of notifications. */
import type { Event } from '@mantinel/contract';

export function tellPerson(events: readonly Event[]): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  for (const { code, id, message } of events) {
    if (code !== 'notification.told') continue;
    try {
      // Every tab hears it; the same tag makes one of it.
      const shown = new Notification(message.replace('[Mantinel] ', ''), { tag: id });
      shown.addEventListener('click', () => {
        window.focus();
        window.location.assign(`/events/${encodeURIComponent(id)}`);
      });
    } catch {
      // Browsers of phones show none without a service worker: the row in the log is what there is.
      return;
    }
  }
}
