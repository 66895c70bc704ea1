// What becomes of a signal.

/** `later`: what the signal is about is not known yet, and may be soon. */
export type Reception = 'done' | 'later';
