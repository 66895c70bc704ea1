// Loaded before a build's own code: ends it when the hosting is gone, however that came about.
process.stdin.on('close', () => process.exit(0)).resume();
process.stdin.unref?.();
