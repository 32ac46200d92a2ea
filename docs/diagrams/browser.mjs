// The Chromium or Chrome that is installed; the environment variable CHROMIUM names another.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const launchBrowser = () => {
  const executablePath = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ].find((path) => path && existsSync(path));
  if (!executablePath) {
    console.error('No Chromium or Chrome was found. Install one, or name it in the environment variable CHROMIUM.');
    process.exit(1);
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
};
