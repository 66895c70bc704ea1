/** How many jobs may run at once: those that come later wait in order of arrival. */
export interface JobSlots {
  /** Resolves when there is a place. */
  take(): Promise<void>;
  leave(): void;
}

export function createJobSlots(max: number): JobSlots {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return {
    take: () => {
      if (taken < max) {
        taken += 1;
        return Promise.resolve();
      }
      return new Promise((resolve) => waiting.push(resolve));
    },
    leave: () => {
      const next = waiting.shift();
      if (next) next();
      else taken -= 1;
    },
  };
}
