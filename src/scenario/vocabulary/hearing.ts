// What a test listens for while a step is carried out: it has begun to listen before the step, and misses nothing.

/** Named as the variable of the test that keeps what was heard. */
export type Hearing = 'downloads' | 'tabs' | 'dialogs';

/** Statements of the test that begin to listen. */
export const beginnings: Readonly<Record<Hearing, readonly string[]>> = {
  downloads: [
    'const downloads: string[] = [];',
    `page.on('download', (download) => downloads.push(download.suggestedFilename()));`,
  ],
  tabs: ['const tabs = [page];', `page.context().on('page', (tab) => tabs.push(tab));`],
  // A dialog that nobody answers stops the page; a step that answers it does so before this is dismissed.
  dialogs: [
    'const dialogs: string[] = [];',
    `page.on('dialog', async (dialog) => {`,
    '  dialogs.push(dialog.message());',
    '  await Promise.resolve();',
    '  await dialog.dismiss().catch(() => undefined);',
    '});',
  ],
};

/** Statements that forget what was heard before, so that the next step is told from it. */
export const again: Readonly<Record<Hearing, string>> = {
  downloads: 'downloads.length = 0;',
  tabs: 'tabs.length = 1;',
  dialogs: 'dialogs.length = 0;',
};
