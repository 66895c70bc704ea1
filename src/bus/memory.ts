// The bus of one process.
import type { Bus, Message } from './bus.ts';

/** @param onError hears what a listener threw, so that one listener's mistake never reaches the others */
export function createMemoryBus(onError: (error: unknown) => void): Bus {
  const listeners = new Set<(message: Message) => void>();
  return {
    publish(message) {
      for (const listener of [...listeners]) {
        try {
          listener(message);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
